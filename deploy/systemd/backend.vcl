# Where the page cache finds the site on a server without containers.
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
    .host = "127.0.0.1";
    .port = "8000";
    .first_byte_timeout = 180s;
}

backend site_health {
    .host = "127.0.0.1";
    .port = "8000";
    .probe = ready;
}
