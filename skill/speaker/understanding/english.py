"""What the local speaker knows of spoken English, as data: words to drop, to spell out, and to take for each other.

Nothing here is about strength training; that is in the interaction model. Both the model's samples and what a runner
says go through the same tables, so that dropping a word costs only what it told apart.
"""

from importlib.resources import files


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Said with no meaning of their own, anywhere in a sentence. Longer phrases first.
FILLERS = (
    "you know",
    "a little bit",
    "a bit",
    "a little",
    "kind of",
    "kinda",
    "sort of",
    "if you can",
    "a lot",
    "or anything",
    "or something",
    "at all",
    "i think",
    "i guess",
    "i would say",
    "i suppose",
    "i reckon",
    "i believe",
    "to be honest",
    "if i am honest",
    "i mean",
    "right now",
    "maybe",
    "probably",
    "totally",
    "then",
    "phew",
    "whoa",
    "wow",
    "ugh",
    "pff",
    "shh",
    "oof",
    "argh",
    "oh man",
    "woah",
    "yo",
    "ish",
    "thing",
    "if possible",
    "for a change",
    "um",
    "umm",
    "uh",
    "uhh",
    "uhm",
    "er",
    "erm",
    "ah",
    "hmm",
    "hm",
    "mm",
    "please",
    "alexa",
    "like",
    "just",
    "really",
    "literally",
    "basically",
    "honestly",
    "pretty",
    "quite",
    "very",
    "so",
    "mate",
    "man",
    "dude",
    "coach",
    "thanks",
    "thank you",
    "cheers",
)

# Said before what is meant; dropped where something follows.
OPENERS = (
    "okay",
    "hey",
    "oh",
    "well",
    "and",
    "but",
    "yes",
    "right then",
    "right so",
    "right okay",
    "alright",
    "sorry",
    "ooh",
    "now",
    "go ahead and",
    "i feel like",
    "how about",
    "what about",
    "can i",
    "could i",
    "may i",
    "can you",
    "could you",
    "would you",
    "will you",
    "can we",
    "could we",
    "i want you to",
    "i would like you to",
    "i want to",
    "i would like to",
    "let us",
    "wait",
    "hold on",
    "hang on",
)

# Begin like an opener, and are questions: what is left of them without it would tell of a run.
QUESTIONS = tuple(
    f"{may} i {do}" for may in ("can", "could", "may") for do in ("run", "race", "go running", "go for a run", "still")
)

_CONTRACTIONS = {
    "i'm": "i am",
    "i've": "i have",
    "i'd": "i would",
    "i'll": "i will",
    "we're": "we are",
    "we've": "we have",
    "we'll": "we will",
    "you're": "you are",
    "you've": "you have",
    "they're": "they are",
    "it's": "it is",
    "that's": "that is",
    "this's": "this is",
    "there's": "there is",
    "what's": "what is",
    "where's": "where is",
    "when's": "when is",
    "who's": "who is",
    "how's": "how is",
    "let's": "let us",
    "don't": "do not",
    "doesn't": "does not",
    "didn't": "did not",
    "can't": "can not",
    "cannot": "can not",
    "couldn't": "could not",
    "won't": "will not",
    "wouldn't": "would not",
    "shouldn't": "should not",
    "isn't": "is not",
    "aren't": "are not",
    "wasn't": "was not",
    "weren't": "were not",
    "haven't": "have not",
    "hasn't": "has not",
    "could've": "could have",
    "should've": "should have",
    "would've": "would have",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "gimme": "give me",
    "lemme": "let me",
    "dunno": "do not know",
    "coulda": "could have",
    "cuz": "because",
    "cause": "because",
}
# Other words, where the apostrophe is left out: they stay.
_OTHER_WORDS = frozenset({"ill", "its", "well", "were"})
# Nobody who types with sweaty fingers looks for an apostrophe.
_BARE = {short.replace("'", ""): long for short, long in _CONTRACTIONS.items()}
CONTRACTIONS = {bare: long for bare, long in _BARE.items() if bare not in _OTHER_WORDS} | _CONTRACTIONS

# Different words, or different spellings by a recogniser, for what is one thing to a coach.
SAME = {
    # Emergency numbers are spelt out in samples.
    "911": "9 1 1",
    "999": "9 9 9",
    "112": "1 1 2",
    "ok": "okay",
    # Sounds of thinking sound like "home", which ends a session.
    "hm": "um",
    "hmm": "um",
    "hmmm": "um",
    "session": "workout",
    "routine": "workout",
    "workouts": "workout",
    "movement": "exercise",
    "move": "exercise",
    "moves": "exercise",
    "exercises": "exercise",
    "repetition": "reps",
    "repetitions": "reps",
    "rep": "reps",
    "sets": "set",
    "secs": "seconds",
    "sec": "seconds",
    "second": "seconds",
    "min": "minutes",
    "mins": "minutes",
    "minute": "minutes",
    "programme": "program",
    "yep": "yes",
    "yup": "yes",
    "yeah": "yes",
    "yea": "yes",
    "nope": "no",
    "nah": "no",
    "till": "until",
    "muscle": "muscles",
    "begin": "start",
    "redo": "repeat",
    "hurting": "hurts",
    "tougher": "harder",
    "breath": "breathe",
    "breaks": "rest",
    "break": "rest",
    "rests": "rest",
    "finished": "finish",
    "tips": "tip",
    "remaining": "left",
    "legs": "leg",
    "sides": "side",
}

# Words that a strength session has no use for, and the words of it that sound like them.
HOMOPHONES = {
    "banned": "band",
    "brake": "rest",
    "brakes": "rest",
    "carves": "calves",
    "corps": "core",
    "dun": "done",
    "flutes": "glutes",
    "gloots": "glutes",
    "heal": "heel",
    "heals": "heels",
    "hear": "here",
    "hole": "hold",
    "holed": "hold",
    "knew": "new",
    "mussel": "muscles",
    "mussels": "muscles",
    "necks": "next",
    "pane": "pain",
    "paws": "pause",
    "raps": "reps",
    "rays": "raise",
    "raze": "raise",
    "reddy": "ready",
    "rite": "right",
    "roe": "row",
    "sighed": "side",
    "sighs": "side",
    "soar": "sore",
    "stare": "stair",
    "swamp": "swap",
    "tow": "toe",
    "tows": "toes",
    "uncle": "ankle",
    "uncles": "ankles",
    "wraps": "reps",
    "wrest": "rest",
    "write": "right",
}

# What a recogniser writes apart or together.
SPACING = {
    # "Just" is dropped elsewhere; here it tells no questions from some, and "no, just a run" from "no run".
    "just start": "juststart",
    # A question whose opening is dropped elsewhere: "can I do ten minutes" asks for them.
    "can i do legs": "should i do legs",
    "can we do legs": "should i do legs",
    # Who is not sure says no yes.
    "not sure": "notsure",
    # How sore is what matters of being sore.
    "very sore": "verysore",
    "really sore": "verysore",
    "so sore": "verysore",
    "a bit sore": "abitsore",
    "a little sore": "abitsore",
    "a little bit sore": "abitsore",
    "no just": "nojust",
    "nope just": "nojust",
    "half an hour": "thirty minutes",
    "half hour": "thirty minute",
    "quarter of an hour": "fifteen minutes",
    "three quarters of an hour": "forty five minutes",
    "an hour": "sixty minutes",
    "another minute": "another one minute",
    "extra minute": "extra one minute",
    "one more minute": "one minute more",
    "a minute more": "one minute more",
    "one hour": "sixty minute",
    "couple of": "two",
    "uh huh": "yes",
    "mm hmm": "yes",
    "work out": "workout",
    "light headed": "lightheaded",
    "half way": "halfway",
    "warm up": "warmup",
    "r p e": "rpe",
    "out of tin": "out of ten",
    "out of tan": "out of ten",
    "to day": "today",
    "two day": "today",
    "un pause": "unpause",
    "un paws": "unpause",
    "peace of cake": "piece of cake",
    "peace of kake": "piece of cake",
    "any more": "anymore",
    "any weigh": "anyway",
    "any way": "anyway",
    "this weak": "this week",
    "last weak": "last week",
    "next weak": "next week",
    "my weak": "my week",
    "me weak": "my week",
    "a weak": "a week",
    "every weak": "every week",
    "last tree": "last three",
    "to hard": "too hard",
    "two hard": "too hard",
    "to easy": "too easy",
    "two easy": "too easy",
    "to heavy": "too heavy",
    "two heavy": "too heavy",
    "to fast": "too fast",
    "to slow": "too slow",
    "easy a": "easier",
    "hard a": "harder",
    "ez": "easy",
}

# Between two values, these take back the first.
TAKING_BACK = frozenset(
    {"no", "no no", "no wait", "wait", "wait no", "no sorry", "sorry", "sorry no", "no make that", "make that", "or no"}
    | {"no actually", "actually", "actually no", "no hang on", "hang on", "hang on no", "scratch that", "or rather"}
    | {"i meant", "no i meant", "sorry i meant", "no not", "no it is", "no it was", "wait sorry", "oops", "whoops"}
)

# Between two values, these rule out the second.
RULING_OUT = frozenset({"not", "and not", "instead of", "rather than", "i did not"})

# What a recogniser writes for a number; taken for one only next to words that want a number.
NUMBERS_MISHEARD = {
    "won": 1,
    "to": 2,
    "too": 2,
    "tree": 3,
    "free": 3,
    "for": 4,
    "fore": 4,
    "fife": 5,
    "sicks": 6,
    "ate": 8,
    "hate": 8,
    "nein": 9,
    "tin": 10,
    "tan": 10,
    "twelfth": 12,
}
# Heard alone, these are numbers too: the answer to "how many".
NUMBERS_ALONE = frozenset({"tin", "ate", "sicks", "fife", "nein"})
BEFORE_NUMBERS = frozenset({"did", "log", "got", "managed", "record", "done", "only", "made", "that", "was", "manage"})
# What makes a number of "one", before it at the end of a sentence or right after it.
BEFORE_ONE = frozenset({"did", "got", "managed", "only", "it", "meant", "to"})
COUNTED = frozenset({"reps", "minutes", "seconds", "each", "more", "workout", "days", "left", "on"})
AFTER_NUMBERS = frozenset({"reps", "each"})

# Frequent first names, as a stand-in for Alexa's own list. Names that are everyday words as well (Will, Grace) count
# only where a name is due.
FIRST_NAMES = _words("""
    aaron adam aisha alan alex alice amy ana andrea andrew angela anita anna anne anthony arjun ben benjamin beth brian
    carlos carol carole caroline charles charlie charlotte chloe chris christina claire daniel dave david deepa diana
    diego ella ellen emily emma eric erica eva evan fatima fiona george hannah harry helen henry ian isabel jack jacob
    james jane jason jen jenny jess jessica jim joan joe john jon jonathan jose joseph josh julia julie karen kate katie
    keith kelly kevin laura lauren leah leo liam lily linda lisa liz lucas lucy luis luke maria marie martin mary matt
    matthew megan mia michael mike mohammed molly nadia nancy natalie neil nick nicole nina noah nora oliver olivia omar
    oscar pat patricia patrick paul peter phil priya rachel raj ravi rebecca richard rob robert rosa ruth ryan sally sam
    samuel sandra sara sarah sean simon sofia sophia sophie stephen steve steven sue susan tanya ted teresa tim tom tony
    vanessa victor victoria vikram wendy zoe
""")
BEFORE_NAMES = frozenset(
    {("this", "is"), ("name", "is"), ("switch", "to"), ("change", "to"), ("call", "me"), ("am", "called")}
)

# Words that carry no topic: not knowing them says nothing about whether a sentence is for us.
SMALL_WORDS = _words("""
    a an the of to in on at for with and or but is are was were be been am do does did have has had i you we it this
    that these those my your our me us them they he she there here some any all not can will would could should if
    then than as by up out off over from into about now still yet again too also more much going
""")

# Words that all is well, and those that may stand around them. One word more, and a sentence may say something else: "I
# do not feel good", "good for nothing".
WELL = _words("""
    good great grand fine okay ok well right alright better best brilliant lovely amazing awesome fantastic fabulous
    wonderful excellent terrific superb super strong fresh perfect happy
""")
AROUND_WELL = _words("""
    i am it is was that this they are were you feel feels feeling felt doing going all so really very pretty quite
    rather absolutely much just still now today again here oh ah yes yeah yep thanks thank cheers coach the my me and
""")

LAUNCH_WORDS = ("talk to", *sorted(_words("ask begin do launch load open play resume run start tell use")))
CONNECTING_WORDS = ("and", "to", "for", "about", "that", "if", "whether")
REQUEST_BEFORE_NAME = ("by", "from", "in", "using", "with", "on")

# What other skills, Alexa itself and other people are for, so that the nearest thing we understand does not take it.
OFF_TOPIC = tuple((files(__package__) / "off_topic.txt").read_text(encoding="utf-8").splitlines())

# What Amazon documents for its built-in intents, and close variants that devices take for them. On a device "quit" and
# "exit" end the session without asking the skill; here they stop it, which comes to the same.
BUILT_INS = {
    "AMAZON.FallbackIntent": OFF_TOPIC,
    "AMAZON.HelpIntent": (
        *("help", "help me", "i need help", "can you help me", "what can you do", "what can i say", "what can i ask"),
        *("what are my options", "what are the commands", "i am confused", "i am stuck", "how do i use this"),
        *("how does this skill work", "how do you work", "what do i say", "what do i say now", "how can you help me"),
        *("what else can i say", "what are you", "give me the options", "i do not know what to say", "what now"),
    ),
    "AMAZON.StopIntent": (
        *("stop", "off", "shut up", "quit", "exit", "stop it", "stop now", "stop that", "bye", "goodbye"),
        "be quiet",
        "stop talking",
        "stop now please",
    ),
    "AMAZON.CancelIntent": ("cancel", "never mind", "forget it", "cancel that", "cancel it"),
    "AMAZON.NavigateHomeIntent": ("go home", "home screen", "main menu"),
    "AMAZON.YesIntent": (
        *("yes", "sure", "okay", "of course", "absolutely", "definitely", "go ahead", "sounds good", "correct"),
        *("fine by me", "alright then", "why not", "sure", "yes go ahead", "please do"),
    ),
    "AMAZON.NoIntent": (
        *("no", "no way", "not really", "i do not think so", "no i do not", "not now", "no thanks", "no thank you"),
        *("not today", "i would rather not", "not at the moment", "negative", "no i did not", "not quite"),
    ),
    "AMAZON.NextIntent": ("next", "skip", "skip forward", "go forward", "forward"),
    "AMAZON.PreviousIntent": ("go back", "previous", "skip back", "back up", "back", "go backwards"),
    "AMAZON.RepeatIntent": ("repeat", "say that again", "repeat that", "say it again", "can you repeat that"),
    "AMAZON.PauseIntent": ("pause", "pause that", "pause it"),
    "AMAZON.ResumeIntent": ("resume", "continue", "keep going", "resume it"),
    "AMAZON.StartOverIntent": ("start over", "restart", "start again", "start from the beginning"),
}
