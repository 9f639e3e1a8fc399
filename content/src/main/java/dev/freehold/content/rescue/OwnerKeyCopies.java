package dev.freehold.content.rescue;

import dev.freehold.content.ContentException;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.bundles.KeyBundle;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks for every copy of one owner key: of its own and in packs. One file is in memory at a time;
 * what is damaged is noted and skipped.
 */
final class OwnerKeyCopies {

  /** {@code packs/<policy>/<two digits>/<pack>}, from {@code packs} on. */
  private static final int PACK_DEPTH = 3;

  private final UUID ownerKeyId;
  private final Notes notes;
  private final Copies<WrappedOwnerKey> copies = new Copies<>(WrappedOwnerKey::revision);

  OwnerKeyCopies(UUID ownerKeyId, Notes notes) {
    this.ownerKeyId = ownerKeyId;
    this.notes = notes;
  }

  /** Looks at a copy of the key's own. */
  void readPart(Path file) {
    read(
        file,
        CustodyLimits.MAX_BUNDLE_PART_BYTES,
        document -> Optional.of(KeyBundle.ownerKey(document)));
  }

  /** Looks at each pack in and below {@code folder}, if it is there. */
  void readPacks(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder, EnumSet.noneOf(FileVisitOption.class), PACK_DEPTH, new PackVisitor());
    } catch (IOException failure) {
      note(folder, failure);
    }
  }

  /** Those that were found, the newest first. */
  List<WrappedOwnerKey> newestFirst() {
    return copies.newestFirst();
  }

  private void read(Path file, int maxBytes, Parser parser) {
    try {
      parser.parse(RescueFiles.read("a part of the bundle", file, maxBytes)).ifPresent(this::take);
    } catch (CustodyException | ContentException damaged) {
      note(file, damaged);
    }
  }

  private void take(WrappedOwnerKey copy) {
    if (!copy.ownerKeyId().equals(ownerKeyId)) {
      throw new CustodyException(
          CustodyError.BUNDLE_INVALID, "it describes another key than its name says");
    }
    copies.add(copy);
  }

  private void note(Path file, Exception why) {
    notes.passedOver(file.getFileName().toString(), why);
  }

  private interface Parser {
    Optional<WrappedOwnerKey> parse(byte[] document);
  }

  private final class PackVisitor extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        read(
            file,
            CustodyLimits.MAX_BUNDLE_PACK_BYTES,
            pack -> KeyBundle.ownerKeyInPack(pack, ownerKeyId));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      note(file, failure);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
      if (failure != null) {
        note(folder, failure);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
