package dev.freehold.files.s3;

import java.util.Optional;

/** Where the listener finds access keys. Asked before a signature is checked, by many threads. */
public interface S3AccessKeys {

  /** The key of that id, unless there is none or it may not be used any more. */
  Optional<S3AccessKey> find(String accessKeyId);
}
