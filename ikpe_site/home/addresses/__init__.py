"""Addresses that last: redirects, old addresses, addresses that were asked for in vain, and broken links."""
