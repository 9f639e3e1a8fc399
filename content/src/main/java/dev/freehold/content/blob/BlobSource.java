package dev.freehold.content.blob;

import dev.freehold.crypto.SeekableSource;

/** An open blob. Safe for use by many threads; close it when done. */
public interface BlobSource extends SeekableSource, AutoCloseable {

  /** Releases the blob; later reads fail. Never throws. */
  @Override
  void close();
}
