# What visitors get when the site does not answer and the cache has nothing to show instead.
vcl 4.1;

sub vcl_backend_error {
    if (!bereq.uncacheable && !bereq.http.X-Stale) {
        return (abandon);
    }
    set beresp.http.Content-Type = "text/html; charset=utf-8";
    set beresp.http.Retry-After = "30";
    set beresp.ttl = 0s;
    set beresp.grace = 0s;
    set beresp.body = {"<!doctype html>
<html lang="de">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Wir sind gleich wieder da</title>
    <style>
      body { font: 1.125rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1.5rem; }
    </style>
  </head>
  <body>
    <h1>Wir sind gleich wieder da</h1>
    <p>Die Website ist gerade nicht erreichbar. Bitte versuchen Sie es in einer Minute noch einmal.</p>
  </body>
</html>
"};
    return (deliver);
}
