package dev.freehold.content.blob;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The real disk, except that its n-th call fails. Reading is not counted. */
public final class FaultyDisk implements Disk {

  /** How a call fails. */
  public enum Fault {
    /** Nothing of the call is done. */
    NO_SPACE("No space left on device"),
    /** A write does half of its work before it fails, any other call nothing. */
    SHORT_WRITE("No space left on device"),
    /** The disk cannot do it. */
    IO_ERROR("Input/output error"),
    /** The file system was mounted read-only, as Linux does after an error. */
    READ_ONLY("Read-only file system");

    private final String reason;

    Fault(String reason) {
      this.reason = reason;
    }
  }

  private final Disk disk = new LocalDisk();
  private final AtomicLong calls = new AtomicLong();
  private volatile long failingCall = Long.MAX_VALUE;
  private volatile Fault fault = Fault.IO_ERROR;
  private volatile boolean failed;

  /** Opens a store on this disk. */
  public FolderBlobStore openStore(Path folder) {
    return openStore(folder, System::nanoTime);
  }

  FolderBlobStore openStore(Path folder, LongSupplier nanoTime) {
    return FolderBlobStore.open(
        folder, length -> new java.util.Random().nextBytes(length), this, nanoTime);
  }

  /** Lets the n-th call from now on fail, and all after it succeed. */
  public void failCall(long number, Fault kind) {
    failed = false;
    fault = kind;
    failingCall = calls.get() + number;
  }

  /** Lets all calls succeed from now on. */
  public void heal() {
    failingCall = Long.MAX_VALUE;
  }

  /** Whether the failure that was asked for came. */
  public boolean failed() {
    return failed;
  }

  private boolean fails() {
    boolean now = calls.incrementAndGet() == failingCall;
    failed |= now;
    return now;
  }

  private void call(Path path) throws IOException {
    if (fails()) {
      throw new FileSystemException(path.toString(), null, fault.reason);
    }
  }

  @Override
  public DiskFile createFile(Path file) throws IOException {
    call(file);
    return new FaultyFile(disk.createFile(file));
  }

  @Override
  public FileChannel openFile(Path file) throws IOException {
    return disk.openFile(file);
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    call(folder);
    disk.createFolder(folder);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    call(from);
    disk.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    call(file);
    disk.delete(file);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    call(folder);
    disk.syncFolder(folder);
  }

  private final class FaultyFile implements DiskFile {
    private final DiskFile file;

    FaultyFile(DiskFile file) {
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (fails()) {
        if (fault == Fault.SHORT_WRITE) {
          file.write(bytes, offset, length / 2);
        }
        throw new IOException(fault.reason);
      }
      file.write(bytes, offset, length);
    }

    @Override
    public void write(byte[] first, int firstLength, byte[] bytes, int offset, int length)
        throws IOException {
      if (fails()) {
        if (fault == Fault.SHORT_WRITE) {
          file.write(first, firstLength, bytes, offset, length / 2);
        }
        throw new IOException(fault.reason);
      }
      file.write(first, firstLength, bytes, offset, length);
    }

    @Override
    public void sync() throws IOException {
      if (fails()) {
        throw new IOException(fault.reason);
      }
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
      if (fails()) {
        throw new IOException(fault.reason);
      }
    }
  }
}
