#!/bin/sh
# Works out the last table of docs/sizing.md from its other tables.
#   docs/sizing.sh [FILE]          writes it into the file (docs/sizing.md)
#   docs/sizing.sh --check [FILE]  says whether what stands there is what comes out
# A row "| `name` | 12.5 | ..." gives a figure a name; a row "| `name` | `formula` | ... |" has its result in the third column.
# Formulas know + - * / ( ), max(a, b), min(a, b), ceil(x), and the names of rows above.
set -eu
check=
[ "${1:-}" != --check ] || { check=yes; shift; }
file=${1:-$(dirname "$0")/sizing.md}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Every row with a name becomes a line of a program, which writes the file anew.
awk -F ' *[|] *' '
  BEGIN {
    print "function max(a, b) { return a > b ? a : b }"
    print "function min(a, b) { return a < b ? a : b }"
    print "function ceil(x) { return x == int(x) ? x : int(x) + 1 }"
    print "function show(x) { return sprintf(x == int(x) || x >= 100 ? \"%.0f\" : x >= 10 ? \"%.1f\" : \"%.2f\", x) }"
    print "BEGIN {"
  }
  function bad(what) {
    printf "%s:%d: %s\n", FILENAME, FNR, what > "/dev/stderr"
    failed = 1
    exit 2
  }
  function quoted(text) {
    gsub(/[\\"]/, "\\\\&", text)
    return "\"" text "\""
  }
  /^[|] *`/ {
    name = $2
    gsub(/`/, "", name)
    if (name !~ /^[a-z][a-z0-9_]*$/) bad("no name of a figure: " $2)
    if (name in known) bad("a second row for " name)
    if ($3 ~ /^[0-9.]+$/) {
      printf "  v_%s = %s\n", name, $3
      printf "  print %s\n", quoted($0)
    } else if ($3 ~ /^`.*`$/) {
      formula = substr($3, 2, length($3) - 2)
      program = ""
      rest = formula
      while (match(rest, /[a-z][a-z0-9_]*/)) {
        word = substr(rest, RSTART, RLENGTH)
        if (!(word in known) && word !~ /^(max|min|ceil)$/) bad("nothing above is called " word)
        program = program substr(rest, 1, RSTART - 1) (word in known ? "v_" : "") word
        rest = substr(rest, RSTART + RLENGTH)
      }
      if (rest !~ /^[-+*\/()., 0-9]*$/ || program !~ /^[-+*\/()., 0-9a-z_]+$/) bad("no formula: " formula)
      printf "  v_%s = %s%s\n", name, program, rest
      printf "  print %s show(v_%s) %s\n", quoted("| `" name "` | `" formula "` | "), name, quoted(" | " $5 " |")
    } else bad("neither a number nor a formula: " $3)
    known[name] = 1
    next
  }
  { printf "  print %s\n", quoted($0) }
  END { if (!failed) print "}" }
' "$file" > "$work/program"
awk -f "$work/program" > "$work/made"

if [ -n "$check" ]; then
  diff "$file" "$work/made" >&2 || { echo "$file: not what its formulas give; docs/sizing.sh writes it anew" >&2; exit 1; }
else
  cat "$work/made" > "$file"
fi
