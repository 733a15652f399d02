#!/bin/sh
# Make one backup in a folder and keep the newest thirty. Usage: backup.sh FOLDER
# SOTHON is the program where it does not lie beside this folder.
set -eu
folder=${1:?Cần một thư mục để sao lưu vào}
sothon=${SOTHON:-$(dirname "$(readlink -f "$0")")/../.venv/bin/sothon}

"$sothon" backup "$folder/so-$(date +%Y%m%d-%H%M%S).zip"
# The names sort by time; only ours are touched, and only after the new one is there.
find "$folder" -maxdepth 1 -type f -name 'so-????????-??????.zip' | sort -r | tail -n +31 | while read -r old; do
    rm -- "$old"
done
