"""What happens to each of the seven made-up patients: strokes, areas, diary and treatment.

Nobody's treatment is tied to their course: blocks are placed by the calendar, and the model of the
diary does not know them. The phases tell which blocks were given when, and when none was. Yusuf has
no session at all, and a full chart: most recovery happens anyway.
"""

from apps.demo.model import Curve, Feeling, Gap, Habits, Shift
from apps.demo.story import Area, Onset, Story, Tested
from apps.demo.treatment import (
    ACUPUNCTURE_COURSE,
    ELECTRICAL_BLOCK,
    FRIDAY,
    OUTSIDE,
    SENSORY_BLOCK,
    TUESDAY,
    Block,
    Plan,
    Stretch,
    Wish,
    at_home,
    no_treatment,
    weekly,
)

ROSA = Story(
    key="rosa",
    age=58,
    strokes=(Onset(270, "ischaemic", "left", "thalamus"),),
    areas=(
        Area("left-hand", Feeling(Curve(9.3, 2.1, 160), Curve(1.5, 3, 90)), ending=5),
        Area("left-forearm", Feeling(Curve(7.3, 3.4, 90)), ending=4),
        Area(
            "left-foot",
            Feeling(
                Curve(8.2, 3.8, 70, shifts=(Shift(on=228, points=1.6, lasting=1.6),)),
                Curve(2, 3, 60, shifts=(Shift(on=228, points=2, lasting=2),)),
            ),
            ending=6,
        ),
    ),
    days=242,
    ended=1,
    habits=Habits(weekday=0.94, weekend=0.78, gaps=(Gap(on=118, days=21),)),
    practitioners={"amara": "occupational", "ben": "physiotherapist", "lin": "acupuncturist"},
    background={
        "hand": "right",
        "needs": "Aphasia, short words",
        "blood_thinner": True,
        "blood_thinner_name": "Clopidogrel",
    },
    baseline={"weakness": "left", "numbness": "left", "speech": True},
    blocks=(
        weekly("sensory", "amara", on=5, weeks=10, minutes=40, setting="home"),
        SENSORY_BLOCK("amara", on=77),
        ELECTRICAL_BLOCK("amara", on=145),
        weekly("electrical", "amara", on=168, weeks=4, minutes=45, setting="home"),
        ACUPUNCTURE_COURSE("lin", on=190, weeks=6),
        weekly("sensory", "amara", on=185, weeks=7, minutes=40),
        weekly("physio", "ben", on=3, weeks=8, minutes=45),
    ),
    practice=(
        at_home("sensory", on=203, weeks=6, weekdays=(TUESDAY, FRIDAY), minutes=20),
        at_home("occupational", on=203, weeks=6, weekdays=(FRIDAY,), minutes=30),
    ),
    notes=(
        (1, 2, "Burning at night, left foot. Slept badly."),
        (12, 0, "Felt the cup was warm. Used my hand more."),
        (40, 0, "Found my keys in my bag without looking."),
    ),
    helper="mateo",
    phases=(
        Stretch("Home visits", 0),
        Stretch("Clinic block 1", 77),
        no_treatment(112),
        Stretch("Clinic block 2", 145),
    ),
    tests=(
        Tested("FMA_S", "left-side", "amara", ((12, (2, 4)), (24, (4, 6)), (36, (5, 8))), "side"),
        Tested("2PD", "left-index_finger", "amara", ((12, "not_felt"), (24, 12), (36, 9))),
        Tested("WPST", "left-wrist", "amara", ((12, 24), (24, 17.5), (36, 12.4))),
    ),
    goals=(
        Wish("Left hand at 3 or less", within=45, area=0, score=3),
        Wish("Find keys in pocket without looking", within=75),
    ),
    plans=(Plan("sensory", 1, on=185), Plan("acupuncture", 1, on=190)),
)
GEORGE = Story(
    key="george",
    age=71,
    strokes=(Onset(24, "haemorrhagic", "right", "basal_ganglia"),),
    areas=(
        Area("right-hand", Feeling(Curve(8.4, 6, 120)), ending=8),
        Area("right-foot", Feeling(Curve(6, 4, 90)), ending=6),
    ),
    days=6,
    ended=1,
    habits=Habits(weekday=1, weekend=1, unsure=0),
    practitioners={"amara": "occupational"},
    background={"hand": "left", "diabetes": True, "needs": "Large print"},
    baseline={"weakness": "right", "numbness": "right", "balance": True},
    # Six days have one of these weekdays, whatever day it is today.
    blocks=(Block("occupational", "amara", -7, 2, (TUESDAY, FRIDAY), minutes=60),),
    phases=(Stretch("Clinic block 1", 0),),
)
MEI_LING = Story(
    key="mei-ling",
    age=63,
    strokes=(Onset(210, "ischaemic", "left", "cortex"),),
    areas=(
        Area("left-hand", Feeling(Curve(5.5, 0.1, 45)), ending=0),
        Area(
            "left-forearm",
            Feeling(Curve(6.5, 4.6, 60, shifts=(Shift(on=172, points=2, lasting=2),))),
            ending=7,
        ),
        Area("left-lip", Feeling(Curve(4, 0.4, 40), Curve(3, 1, 60)), ending=1),
    ),
    days=196,
    ended=0,
    practitioners={"amara": "occupational", "lin": "acupuncturist"},
    background={"hand": "right", "b12_deficiency": True},
    baseline={"numbness": "left", "face": "left"},
    blocks=(
        SENSORY_BLOCK("amara", on=28),
        ACUPUNCTURE_COURSE("lin", on=100, weeks=14),
    ),
    notes=((0, 1, "The forearm feels heavier than last month."),),
    phases=(
        no_treatment(0, "Before"),
        Stretch("Group training", 28),
        no_treatment(63),
        Stretch("Acupuncture", 100),
    ),
)
IVAN = Story(
    key="ivan",
    age=66,
    strokes=(
        Onset(1826, "ischaemic", "left", "capsule", precision="month"),
        Onset(845, "ischaemic", "left", "thalamus"),
    ),
    areas=(
        Area(
            "left-hand",
            Feeling(
                Curve(8.8, 2.2, 260, shifts=(Shift(on=952, points=5, lasting=1.9, days=170),)),
                Curve(1, 2, 400),
            ),
            ending=4,
        ),
        Area(
            "left-forearm",
            Feeling(Curve(7, 1.4, 200, shifts=(Shift(on=952, points=4, lasting=1, days=120),))),
            ending=2,
        ),
        Area(
            "left-foot",
            Feeling(Curve(6.5, 2.5, 300, shifts=(Shift(on=952, points=4, lasting=2.5, days=200),))),
            ending=5,
        ),
        Area(
            "left-face",
            Feeling(Curve(3.5, 0, 120, shifts=(Shift(on=952, points=6, lasting=0.2, days=60),))),
            ending=0,
        ),
    ),
    days=1782,
    ended=16,
    habits=Habits(
        weekday=0.86,
        weekend=0.6,
        same=0.72,
        gaps=(Gap(210, 16), Gap(598, 20), Gap(952, 26), Gap(1330, 15), Gap(1590, 19)),
    ),
    practitioners={"amara": "occupational", "ben": "physiotherapist"},
    background={
        "hand": "both",
        "blood_thinner": True,
        "blood_thinner_name": "Apixaban",
        "nerve_compression": True,
    },
    baseline={"weakness": "left", "numbness": "left", "balance": True},
    blocks=(
        weekly("physio", "ben", on=10, weeks=26, minutes=45),
        SENSORY_BLOCK("amara", on=120),
        weekly("sensory", "amara", on=240, weeks=40, minutes=40, setting="home"),
        ELECTRICAL_BLOCK("amara", on=700),
        weekly("physio", OUTSIDE, on=990, weeks=30, minutes=45),
        SENSORY_BLOCK("amara", on=1050),
        weekly("sensory", "amara", on=1120, weeks=26, minutes=40),
        ELECTRICAL_BLOCK("amara", on=1400),
        weekly("sensory", "amara", on=1620, weeks=16, minutes=40, setting="home"),
    ),
    notes=((30, 0, "Buttons on my shirt are still hard."),),
    outside=("Olga Lind, Park Physiotherapy", "01632 960 417", "physiotherapist"),
    phases=(
        Stretch("Clinic block 1", 0),
        no_treatment(192),
        Stretch("Home training 1", 240),
        no_treatment(520),
        Stretch("Electrical block 1", 700),
        no_treatment(714),
        Stretch("Clinic block 2", 990),
        no_treatment(1302),
        Stretch("Electrical block 2", 1400),
        no_treatment(1414),
        Stretch("Home training 2", 1620),
        no_treatment(1732),
    ),
)
SAMUEL = Story(
    key="samuel",
    age=74,
    strokes=(Onset(760, "ischaemic", "right", "thalamus"),),
    areas=(
        Area("right-hand", Feeling(Curve(8.8, 6.8, 90)), ending=7),
        Area("right-forearm", Feeling(Curve(7.5, 5.6, 90)), ending=6),
        Area("right-lower_limb", Feeling(Curve(6, 4.5, 120)), ending=5),
    ),
    days=720,
    ended=1,
    habits=Habits(same=0.75, gaps=(Gap(on=400, days=17),)),
    practitioners={"ben": "physiotherapist", "amara": "occupational", "lin": "acupuncturist"},
    left_team=("lin",),
    background={"hand": "left", "pacemaker": True, "spine_problem": True},
    baseline={"weakness": "right", "numbness": "right", "vision": True},
    blocks=(
        weekly("physio", "ben", on=7, weeks=30, minutes=60),
        SENSORY_BLOCK("amara", on=150),
        ACUPUNCTURE_COURSE("lin", on=260, weeks=10),
        weekly("occupational", "amara", on=440, weeks=20, minutes=45),
    ),
    notes=((9, 0, "It feels as it did before."),),
    phases=(
        Stretch("Clinic block 1", 0),
        no_treatment(217),
        Stretch("Acupuncture", 260),
        no_treatment(330),
        Stretch("Clinic block 2", 440),
        no_treatment(580),
    ),
)
INGRID = Story(
    key="ingrid",
    age=49,
    strokes=(Onset(1130, "haemorrhagic", "left", "thalamus"),),
    areas=(
        Area("left-hand", Feeling(Curve(8.5, 1.2, 280), Curve(0.5, 5.5, 330)), ending=1),
        Area("left-foot", Feeling(Curve(6, 0, 190), Curve(1, 5, 300)), ending=0),
        Area("left-lower_limb", Feeling(Curve(5.5, 1.8, 240)), ending=2),
        # The other hand, to compare: it is no clean control and not quite without numbness.
        Area("right-hand", Feeling(Curve(1.2, 0.4, 300)), ending=0),
    ),
    days=1095,
    ended=1,
    habits=Habits(gaps=(Gap(on=300, days=15), Gap(on=640, days=23))),
    zone="Europe/Oslo",
    practitioners={"amara": "occupational", "lin": "acupuncturist"},
    background={"hand": "right", "other_cause": "Migraine with aura"},
    baseline={"numbness": "left", "balance": True},
    blocks=(
        weekly("sensory", "amara", on=14, weeks=20, minutes=90),
        SENSORY_BLOCK("amara", on=200),
        ACUPUNCTURE_COURSE("lin", on=420, weeks=10),
        ELECTRICAL_BLOCK("amara", on=720),
        weekly("sensory", "amara", on=800, weeks=24, minutes=40, setting="home"),
    ),
    notes=(
        (5, 1, "The foot prickles all day, but I feel the carpet."),
        (33, 0, "More pins and needles than last year, and more feeling."),
    ),
    phases=(
        Stretch("Weekly training", 0),
        no_treatment(154),
        Stretch("Group training", 200),
        no_treatment(235),
        Stretch("Acupuncture", 420),
        no_treatment(490),
        Stretch("Pneumonia", 640, "hospital"),
        no_treatment(664),
        Stretch("Electrical block", 720),
        no_treatment(734),
        Stretch("Home training", 800),
        no_treatment(968),
    ),
)

YUSUF = Story(
    key="yusuf",
    age=55,
    strokes=(Onset(190, "ischaemic", "right", "thalamus"),),
    areas=(
        Area("right-hand", Feeling(Curve(8.6, 3.2, 80), Curve(2, 3, 90)), ending=5),
        Area("right-face", Feeling(Curve(5, 0.6, 60)), ending=2),
    ),
    days=180,
    words_days=80,
    ended=1,
    habits=Habits(weekday=0.92, weekend=0.8),
    practitioners={"amara": "occupational"},
    background={"hand": "right"},
    baseline={"numbness": "right"},
    notes=((20, 0, "I can tell warm from cold again, sometimes."),),
)

STORIES = (ROSA, GEORGE, MEI_LING, IVAN, SAMUEL, INGRID, YUSUF)
