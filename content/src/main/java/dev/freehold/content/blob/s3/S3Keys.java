package dev.freehold.content.blob.s3;

import dev.freehold.content.blob.BlobArea;
import dev.freehold.content.blob.BlobName;
import java.util.Optional;

/** Maps names of blobs to keys in a bucket: the prefix, then the name. */
record S3Keys(String prefix) {

  String of(BlobName name) {
    return prefix + name.path();
  }

  /** How the keys of all blobs of an area begin. */
  String of(BlobArea area) {
    return prefix + area.path() + "/";
  }

  /** The blob of a key that a listing found; nothing if it is not a blob's. */
  Optional<BlobName> name(String key) {
    return key.startsWith(prefix)
        ? BlobName.parse(key.substring(prefix.length()))
        : Optional.empty();
  }
}
