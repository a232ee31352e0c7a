"""How typed words become an intent and slots: a stand-in for Alexa's own understanding, which differs."""
