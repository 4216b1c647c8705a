# The page cache: anonymous pages for everybody at once, editors always from the site itself.
#
# backend.vcl names the site twice: `site` for pages, `site_health` with the probe that says whether it is well.
# Runs on Varnish 7 with varnish-modules, with these arguments:
#   -a http=…:8080 -a purge=…:6083        visitors, and the address that empties the cache (never to be published)
#   -p http_gzip_support=off              static files are kept as they were compressed, pages the proxy compresses
vcl 4.1;

import std;
import xkey;

include "backend.vcl";
include "unavailable.vcl";

sub vcl_recv {
    if (local.socket == "purge") {
        if (req.method != "PURGE") {
            return (synth(405));
        }
        # Soft: an old page may still be shown while the site does not answer. Hard: what was taken away is gone.
        if (req.http.Purge-Mode == "soft") {
            set req.http.X-Purged = xkey.softpurge("page");
        } else {
            set req.http.X-Purged = xkey.purge("page picture");
        }
        return (synth(200, req.http.X-Purged + " purged"));
    }
    if (req.method !~ "^(GET|HEAD|POST|OPTIONS|PUT|PATCH|DELETE)$") {
        return (synth(405));
    }

    if (req.restarts == 0) {
        # The proxy has written the address of the visitor, and Varnish has appended that of the proxy.
        set req.http.X-Forwarded-For = regsub(req.http.X-Forwarded-For, ", ?[^,]+$", "");
        unset req.http.X-Stale;
        unset req.http.X-Asked;
        unset req.http.X-Whole;
        unset req.http.X-Cacheable;
        unset req.http.X-Repeatable;
        # The site names each request itself: no visitor writes into its logs, or into a page that is kept for others.
        unset req.http.X-Request-ID;
    }

    set req.backend_hint = site;
    if (req.method != "GET" && req.method != "HEAD") {
        # Forms are kept until they have been delivered; only what is uploaded is larger.
        if (req.http.Content-Length && std.integer(req.http.Content-Length, 0) <= 262144 && std.cache_req_body(256KB)) {
            set req.http.X-Repeatable = "1";
        }
        return (pass);
    }
    # Editors, and what belongs to one person: everything goes through as it is.
    if (req.http.Cookie ~ "(^|;\s*)(__Host-|__Secure-)?sessionid=" || req.http.Authorization
        || req.url ~ "^/(admin|_util|anmeldung|health|metrics)([/?]|$)") {
        return (pass);
    }

    # What is left is a visitor. All see the same page, whatever their cookies are.
    unset req.http.Cookie;
    set req.http.X-Cacheable = "1";

    # Only the parameters that the site knows, without empty ones, in one order: an address has one copy in the cache,
    # and ?utm_source=… or ?x=1234 costs no page. tests/deploy/test_parameters.py compares this list with the code.
    # What WordPress found by a query of the home page, such as /?p=123, stays as well: the site redirects it. The pages
    # of a long sitemap go through.
    # What is not found is asked for once more with all of them (see vcl_deliver): an old address may have had others.
    if (req.restarts == 0) {
        set req.http.X-Asked = req.url;
    }
    if (!req.http.X-Whole && req.url !~ "^/sitemap-[\w-]+\.xml\?p=\d+$") {
        if (req.url ~ "^/\?(|.*&)(p|page_id|attachment_id|cat|tag|author|m|feed)=[\w%+-]+(&|$)") {
            set req.url = regsuball(req.url, "(?<=[?&])(?!(?:p|page_id|attachment_id|cat|tag|author|m|feed)=)[^&]*(?:&|$)", "");
        } else {
            set req.url = regsuball(req.url,
                "(?<=[?&])(?!(?:anliegen|ansicht|art|bild|einbettung|gesendet|jahr|monat|person|projekt|q|region|reihe|seite|sortierung|thema)(?:=|&|$))[^&]*(?:&|$)", "");
        }
        set req.url = regsuball(req.url, "(?<=[?&])\w+=(?:&|$)", "");
        set req.url = regsub(req.url, "[?&]+$", "");
    }
    if (req.http.X-Asked == req.url) {
        unset req.http.X-Asked;
    }
    set req.url = std.querysort(req.url);

    # Feeds look different in a browser (Vary: Accept). What else stands in this header makes no difference.
    if (req.http.Accept ~ "\btext/html\b") {
        set req.http.Accept = "text/html";
    } else {
        unset req.http.Accept;
    }

    if (req.url ~ "^/static/" && req.http.Accept-Encoding ~ "\bbr\b") {
        set req.http.Accept-Encoding = "br";
    } elsif (req.url ~ "^/static/" && req.http.Accept-Encoding ~ "\bgzip\b") {
        set req.http.Accept-Encoding = "gzip";
    } else {
        unset req.http.Accept-Encoding;
    }

    # While the site is well an old page is no answer, and visitors see what was published right now. While it is not,
    # any page that is there goes out at once. X-Stale: the site was well, but failed with this very request.
    if (std.healthy(site_health) && !req.http.X-Stale) {
        set req.grace = 0s;
    } else {
        set req.grace = 365d;  # as old as the page itself allows
    }
    return (hash);
}

sub vcl_hash {
    # Where http only leads to https, that redirect stands at the same address as the page.
    if (req.http.X-Forwarded-Proto == "https") {
        hash_data("https");
    }
}

sub vcl_backend_fetch {
    unset bereq.http.X-Cacheable;
    unset bereq.http.X-Asked;
    unset bereq.http.X-Whole;
    # A connection for each request. If one that is kept ends without an answer, Varnish asks once more by itself, also
    # with a form of which it has a copy, although the site may have got it.
    set bereq.http.Connection = "close";
}

sub vcl_backend_response {
    # The proxy says that no container has got the form: it found the first one gone and had nothing left for the next.
    if (beresp.http.X-Undelivered && bereq.http.X-Repeatable && bereq.retries < 4) {
        return (retry);
    }
    # During a release one process may not have the style sheet that the page of another one names: ask again.
    if (beresp.status == 404 && bereq.url ~ "^/static/" && bereq.retries < 4) {
        return (retry);
    }
    if (bereq.uncacheable) {
        return (deliver);
    }
    if (beresp.status >= 500) {
        # Not even for a moment beside the old page, which could then not be found any more (see vcl_synth).
        if (bereq.is_bgfetch || !bereq.http.X-Stale) {
            return (abandon);
        }
        set beresp.ttl = 0s;
        set beresp.grace = 0s;
        return (deliver);
    }
    # Kept is what the site calls public. Anything else is remembered as not to be kept, so that nobody waits for it.
    # Neither are large files: the memory is for pages.
    if (beresp.http.Cache-Control !~ "\bpublic\b" || beresp.http.Set-Cookie
        || std.integer(beresp.http.Content-Length, 0) > 4194304) {
        set beresp.uncacheable = true;
        set beresp.ttl = 120s;
        return (deliver);
    }
    unset beresp.http.X-Request-ID;
    set beresp.grace = std.duration(
        regsub(beresp.http.Cache-Control, "^.*\bstale-if-error=(\d+).*$", "\1s"), 1d);
    if (bereq.url ~ "^/static/") {
        set beresp.grace = 7d;
    } elsif (bereq.url ~ "^/media/") {
        set beresp.grace = 1d;
        set beresp.http.xkey = "picture";
    } else {
        set beresp.http.xkey = "page";
    }
    return (deliver);
}

sub vcl_deliver {
    if (resp.status == 404 && req.http.X-Asked && req.restarts == 0) {
        set req.url = req.http.X-Asked;
        set req.http.X-Whole = "1";
        return (restart);
    }
    if (obj.hits > 0) {
        set resp.http.X-Cache = "hit";
    } else {
        set resp.http.X-Cache = "miss";
    }
    # Caches on the way to the visitor cannot be emptied: what is said to this one is not for them.
    set resp.http.Cache-Control = regsuball(resp.http.Cache-Control, ",? ?(s-maxage|stale-if-error)=\d+", "");
    unset resp.http.xkey;
    unset resp.http.Age;
    unset resp.http.Via;
    unset resp.http.X-Varnish;
    return (deliver);
}

sub vcl_synth {
    # The site failed: look again for an old page, and if there is none, let its answer be.
    if (resp.status == 503 && req.restarts == 0 && req.http.X-Cacheable) {
        set req.http.X-Stale = "1";
        return (restart);
    }
}
