#!/bin/sh
# Brings a new release into service without a pause: the new web containers start beside the old ones, which stop only
# when the new ones answer. Run it beside compose.yaml after `git pull`.
set -eu

docker compose build
docker compose run --rm migrate
old=$(docker compose ps --quiet web)
count=$(echo "$old" | wc -w)

docker compose up --detach --wait --no-deps --no-recreate --scale web=$((count * 2)) web
for container in $old; do
    docker stop "$container" > /dev/null
    docker rm "$container" > /dev/null
done

# Everything else: it may pause for a moment, as the page cache and the proxy wait for each other.
docker compose up --detach --remove-orphans
# What the old containers have left in the page cache.
docker compose exec web manage.py empty_page_cache
