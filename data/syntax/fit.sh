#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Fits english.weights again: data/syntax/fit.sh FOLDER TRUCE. FOLDER holds ud-english-ewt and gum.
set -euo pipefail
folder=${1:?"the folder of the treebanks"}
truce=${2:?"the program"}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

treebanks=("$folder/ud-english-ewt/train.conllu.gz")
while read -r name; do
  # Genres whose texts may not be sold are not in the folder.
  if [ -f "$folder/gum/dep/$name.conllu" ]; then treebanks+=("$folder/gum/dep/$name.conllu"); fi
done < <(sed -n '/^## train$/,/^## /p' "$folder/gum/splits.md" | grep -o 'GUM_[a-z0-9_]*')

"$truce" train syntax --treebank "${treebanks[@]}" --out "$here/english.weights"
