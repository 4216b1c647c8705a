# Where the page cache finds the site in a cluster: at a service, whose address stays.
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
    .host = "web";
    .port = "8000";
    .first_byte_timeout = 180s;
}

backend site_health {
    .host = "web";
    .port = "8000";
    .probe = ready;
}
