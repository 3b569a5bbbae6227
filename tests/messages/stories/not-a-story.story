stories for "valley.truce"
stroy "one"
  as known 5 May 2025
    1.1 is watched
