# Where the page cache finds the site in compose.yaml: at the proxy, which shares the requests among the web containers.
# A socket, because Varnish looks a name up only once, and containers change their addresses.
vcl 4.1;

probe ready {
    .request = "GET /health/ready HTTP/1.1" "Host: localhost" "Connection: close";
    .interval = 2s;
    .timeout = 4s;
    .window = 3;
    .threshold = 2;
    .initial = 2;
}

backend site {
    .path = "/run/site/web.sock";
    .first_byte_timeout = 180s;
}

backend site_health {
    .path = "/run/site/web.sock";
    .probe = ready;
}
