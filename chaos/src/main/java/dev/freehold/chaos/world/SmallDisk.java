package dev.freehold.chaos.world;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of a few megabytes, which can be full for a while. */
public final class SmallDisk {

  private static final int BLOCK_BYTES = 64 * 1024;

  private final Path folder;
  private final Path ballast;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.ballast = folder.resolve("ballast");
  }

  /** Mounts one at a new folder. It is gone with the mount namespace of this process. */
  static SmallDisk mounted(Path folder, int megabytes) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new WorldException("no folder for a disk", e);
    }
    HostCommand.run(
        "mount",
        "-t",
        "tmpfs",
        "-o",
        "mode=755,size=" + megabytes + "m",
        "disk",
        folder.toString());
    return new SmallDisk(folder);
  }

  /** Where it is. */
  Path folder() {
    return folder;
  }

  /** Takes all room that is left. */
  public void fill() {
    byte[] block = new byte[BLOCK_BYTES];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      // As it should be.
    }
  }

  /** Gives the room back. */
  public void free() {
    try {
      Files.deleteIfExists(ballast);
    } catch (IOException e) {
      throw new WorldException("the disk stays full", e);
    }
  }
}
