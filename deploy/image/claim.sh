# Sourced, by what makes images, with a directory $work.

# claim IMAGE...: before they are made. An image that the engine has by such a name is somebody's, and is not overwritten. Those to be
# taken away are in $work/made, in the order in which they are made.
claim() {
  local image
  for image; do
    if docker image inspect "$image" >/dev/null 2>&1; then
      echo "this engine has an image $image: another of that name is not made" >&2
      exit 1
    fi
  done
  printf '%s\n' "$@" >>"$work/made"
}
