#!/bin/sh
# Makes the secrets of a new site: those of the site in /srv/secrets, the password of the database, which sees no other,
# in /srv/database-secret. What is there stays.
set -eu
umask 077
password=/srv/database-secret/database_password

random() {
    head -c 48 /dev/urandom | base64 | tr '+/' '-_' | tr -d '\n'
}

# keep FILE OWNER CONTENT. Complete or not at all: a file that an interruption cut off would never be made again.
keep() {
    if [ ! -e "$1" ]; then
        printf '%s' "$3" > "$1.new"
        chmod 400 "$1.new"
        chown "$2" "$1.new"
        mv "$1.new" "$1"
    fi
}

cd /srv/secrets
if [ -e database_password ]; then # from before the database had a folder of its own
    keep "$password" postgres "$(cat database_password)"
    rm database_password
fi
keep "$password" postgres "$(random)"
keep database_url 10001 "postgres://ikpe:$(cat "$password")@db:5432/ikpe"
keep secret_key 10001 "$(random)" # 10001 is the user of the site
