#!/bin/sh
# Hands the database's password from its secret file to this one process: it stands in no image, no file of compose and no list of containers.
set -eu
if [ -n "${DATABASE_PASSWORD_FILE:-}" ]; then
  PGPASSWORD=$(cat "$DATABASE_PASSWORD_FILE")
  export PGPASSWORD
fi
exec "$@"
