package dev.freehold.chaos.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The S3 store on its machine, with a disk that can be full. */
public final class BlobMachine {

  static final int PORT = 9000;
  static final String SERVES = "the store serves";
  static final String BUCKET = "freehold";
  static final String ACCESS_KEY = "chaos";
  static final String SECRET_KEY = "no-real-secret";

  private static final int DISK_MEGABYTES = 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SmallDisk disk;
  private final MachineProcess process;

  BlobMachine(Path folder, Path logs) {
    disk = SmallDisk.mounted(folder.resolve(Machine.BLOBS.label()), DISK_MEGABYTES);
    Path stores = disk.folder().resolve("stores");
    try {
      Files.createDirectories(stores.resolve(BUCKET));
    } catch (IOException e) {
      throw new WorldException("no folder for blobs", e);
    }
    process =
        new MachineProcess(
            Machine.BLOBS,
            Programs.main(
                BlobProcess.class,
                stores.toString(),
                Integer.toString(PORT),
                ACCESS_KEY,
                SECRET_KEY),
            Map.of(),
            logs.resolve(Machine.BLOBS + ".log"),
            SERVES);
  }

  /** Starts it and waits until it serves. */
  void begin() {
    process.start();
    process.awaitServing(PATIENCE);
  }

  /** Its only process. */
  public MachineProcess process() {
    return process;
  }

  /** Where the blobs are. */
  public SmallDisk disk() {
    return disk;
  }
}
