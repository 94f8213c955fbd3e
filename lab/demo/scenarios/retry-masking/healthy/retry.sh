# Runs a command up to a number of times.
most=$1
shift
attempt=1
until "$@"; do
  echo "Attempt $attempt of $most failed"
  [ "$attempt" -ge "$most" ] && exit 1
  attempt=$((attempt + 1))
done
