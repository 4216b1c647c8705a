#!/bin/sh
# Makes the secrets of a new site in /srv/secrets, a file each. What is there stays.
set -eu
cd /srv/secrets
umask 077

random() {
    head -c 48 /dev/urandom | base64 | tr '+/' '-_' | tr -d '\n'
}

# Complete or not at all: a file that an interruption cut off would never be made again.
keep() {
    if [ ! -e "$1" ]; then
        printf '%s' "$2" > "$1.new"
        chmod 400 "$1.new"
        chown 10001 "$1.new" # the user of the site; the database reads its password as root
        mv "$1.new" "$1"
    fi
}

password=$(random)
if [ ! -e database_url ]; then
    keep database_password "$password"
    keep database_url "postgres://ikpe:$(cat database_password)@db:5432/ikpe"
fi
keep secret_key "$(random)"
