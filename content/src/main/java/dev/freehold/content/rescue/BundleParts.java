package dev.freehold.content.rescue;

import dev.freehold.content.ContentException;
import dev.freehold.content.blob.BlobArea;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.bundles.KeyBundle;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads one tenant's key bundle, one file in memory at a time. It notes damaged parts and skips
 * them.
 */
public final class BundleParts {

  private final Path folder;
  private final Notes notes = new Notes();

  /**
   * Looks at a bundle.
   *
   * @param blobs the folder of a blob store
   */
  public BundleParts(Path blobs, UUID tenantId) {
    this.folder = blobs.resolve(BlobArea.bundleOf(tenantId).path());
  }

  /** The tenants that have a bundle in this blob store. */
  public static List<UUID> tenants(Path blobs) {
    Path bundles = blobs.resolve(BlobArea.BUNDLES.path());
    if (!Files.isDirectory(bundles)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(bundles)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(BundleParts::isId)
          .map(UUID::fromString)
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw RescueFiles.unreadable("the folder of all bundles", failure);
    }
  }

  private static boolean isId(String name) {
    try {
      return UUID.fromString(name).toString().equals(name);
    } catch (IllegalArgumentException other) {
      return false;
    }
  }

  /** Gives every copy of every policy's part. */
  public void policies(Consumer<WrappedPolicyKey> each) {
    walk(
        "policies",
        CustodyLimits.MAX_BUNDLE_PART_BYTES,
        document -> List.of(KeyBundle.policyKey(document)),
        each);
  }

  /** Gives every copy of every owner key, those in packs too. */
  public void ownerKeys(Consumer<WrappedOwnerKey> each) {
    walk(
        "keys",
        CustodyLimits.MAX_BUNDLE_PART_BYTES,
        document -> List.of(KeyBundle.ownerKey(document)),
        each);
    walk("packs", CustodyLimits.MAX_BUNDLE_PACK_BYTES, KeyBundle::ownerKeysInPack, each);
  }

  /** What was skipped, for people; the first few. */
  public List<String> notes() {
    return notes.list();
  }

  private <T> void walk(
      String name, int maxBytes, Function<byte[], List<T>> parser, Consumer<T> each) {
    Path start = folder.resolve(name);
    if (!Files.isDirectory(start)) {
      return;
    }
    try (Stream<Path> files = Files.walk(start)) {
      files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .forEach(file -> read(file, maxBytes, parser).forEach(each));
    } catch (IOException | UncheckedIOException failure) {
      notes.passedOver("the folder " + name, failure);
    }
  }

  private <T> List<T> read(Path file, int maxBytes, Function<byte[], List<T>> parser) {
    try {
      return parser.apply(RescueFiles.read("a part of the bundle", file, maxBytes));
    } catch (CustodyException | ContentException damaged) {
      notes.passedOver(file.getFileName().toString(), damaged);
      return List.of();
    }
  }
}
