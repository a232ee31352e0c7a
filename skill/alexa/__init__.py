"""The Alexa edge: request envelopes in, response envelopes out. The only room that knows ask-sdk."""
