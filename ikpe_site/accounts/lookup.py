from django.contrib.auth import get_user_model


def active_users_with(email: str) -> list:
    """Those who have this mail address, compared as ASCII letters.

    To a database more letters are alike: PostgreSQL takes an i without a dot for an I.
    """
    if not email.isascii():
        return []
    active = get_user_model().objects.filter(is_active=True, email__iexact=email)
    return [user for user in active if user.email.isascii() and user.email.lower() == email.lower()]
