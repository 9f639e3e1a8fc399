package dev.freehold.content.blob;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The calls on a file system that a folder store makes, in one place so that a test can fail each
 * of them. No call follows a symbolic link in the last element of its path.
 */
interface Disk {

  /** Makes a new file for writing, readable by its owner alone. */
  DiskFile createFile(Path file) throws IOException;

  /** Opens an existing file for reading. */
  FileChannel openFile(Path file) throws IOException;

  /** Makes a folder that only its owner may enter; that it is there already is not an error. */
  void createFolder(Path folder) throws IOException;

  /** Moves {@code from} to {@code to} atomically and replaces what is there. */
  void rename(Path from, Path to) throws IOException;

  /** Deletes a file; that it is gone already is not an error. */
  void delete(Path file) throws IOException;

  /** Makes the names in {@code folder} durable. */
  void syncFolder(Path folder) throws IOException;

  /** A file being written. */
  interface DiskFile extends AutoCloseable {

    /** Appends bytes, all of them. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Appends the first bytes of one array and then some of another, all of them. */
    void write(byte[] first, int firstLength, byte[] bytes, int offset, int length)
        throws IOException;

    /** Makes content and length durable. */
    void sync() throws IOException;

    @Override
    void close() throws IOException;
  }
}
