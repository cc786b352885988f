"""The made-up people of the demonstration and how to sign in as them.

Nobody here is real. The e-mail addresses use the reserved ending `.example`, which no mail
reaches.
"""

from dataclasses import dataclass

from apps.core.roles import Role

# The password of everybody in the demonstration: printed at the start and no secret.
SIGN_IN_WORDS = "three calm steps"


@dataclass(frozen=True)
class Person:
    """Somebody who signs in. `key` is the word for them in addresses and in this app."""

    key: str
    name: str
    role: Role

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.key}@demo.example"

    @property
    def first_name(self) -> str:
        """The name on the sign-in button."""
        return self.name.split(" ")[0]


# One of each role first: they get the buttons that are always in view.
PEOPLE = (
    Person("rosa", "Rosa Delgado", Role.PATIENT),
    Person("mateo", "Mateo Delgado", Role.HELPER),
    Person("amara", "Amara Osei", Role.THERAPIST),
    Person("ana", "Ana Ruiz", Role.ADMIN),
    Person("george", "George Okafor", Role.PATIENT),
    Person("mei-ling", "Mei-Ling Chen", Role.PATIENT),
    Person("ivan", "Ivan Petrov", Role.PATIENT),
    Person("samuel", "Samuel Adeyemi", Role.PATIENT),
    Person("ingrid", "Ingrid Holm", Role.PATIENT),
    Person("yusuf", "Yusuf Kaya", Role.PATIENT),
    Person("ben", "Ben Ito", Role.THERAPIST),
    Person("lin", "Lin Hua", Role.THERAPIST),
)
FIRST_SHOWN = 4
BY_KEY = {person.key: person for person in PEOPLE}
