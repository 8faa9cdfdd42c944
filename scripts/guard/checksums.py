"""Check digits of resident numbers (GB 11643, ISO 7064 MOD 11-2) and of bank cards (ISO/IEC 7812)."""

from datetime import date

_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
_CHECKS = "10X98765432"
_DOUBLED = tuple(2 * digit - 9 * (digit > 4) for digit in range(10))  # noqa: PLR2004 - ten and more lose nine


def is_resident(number: str) -> bool:
    """Whether 18 characters are a resident number: a day of the calendar and the right check digit."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == number[17] and is_day(number[6:14])


def is_day(digits: str) -> bool:
    """Whether ``YYYYMMDD`` is a day of the calendar."""
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def is_luhn(number: str) -> bool:
    """Whether the digits of a card add up."""
    digits = [int(digit) for digit in reversed(number)]
    return (sum(digits[::2]) + sum(_DOUBLED[digit] for digit in digits[1::2])) % 10 == 0
