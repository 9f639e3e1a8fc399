package dev.freehold.content.rescue;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.blob.BlobArea;
import dev.freehold.content.blob.BlobName;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.hierarchy.WrappedOwnerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** One tenant's key bundle as a folder, found from wherever a person pointed. */
final class BundleFolder {

  private static final UUID ANY = new UUID(0, 0);

  private final Path tenantFolder;
  private final WrappedOwnerKey ownerKey;
  private final List<String> notes;

  private BundleFolder(Path tenantFolder, WrappedOwnerKey ownerKey, List<String> notes) {
    this.tenantFolder = tenantFolder;
    this.ownerKey = ownerKey;
    this.notes = notes;
  }

  /**
   * Finds the bundle that has the owner key, in a part of its own or in packs.
   *
   * @param folder the tenant's bundle, the folder of all bundles, or the whole blob store
   */
  static BundleFolder find(Path folder, UUID ownerKeyId) {
    Path bundles = folder.resolve(BlobArea.BUNDLES.path());
    List<Path> all = candidates(Files.isDirectory(bundles) ? bundles : folder);
    // Where the key has a part of its own, its packs are too: no need to read all tenants' packs.
    List<Path> likely =
        all.stream().filter(tenant -> Files.isRegularFile(part(tenant, ownerKeyId))).toList();
    OwnerKeyCopies copies = new OwnerKeyCopies(ownerKeyId);
    for (Path tenant : likely.isEmpty() ? all : likely) {
      Path part = part(tenant, ownerKeyId);
      if (Files.isRegularFile(part)) {
        copies.readPart(part);
      }
      copies.readPacks(packs(tenant));
      if (copies.newest().isPresent()) {
        return new BundleFolder(tenant, copies.newest().get(), copies.notes());
      }
    }
    throw new ContentException(
        ContentError.RESCUE_WRONG_BUNDLE,
        "the bundle has no part for the owner key %s; give the bundle of the tenant whose object"
                .formatted(ownerKeyId)
            + " this is"
            + (copies.notes().isEmpty() ? "" : " (" + String.join("; ", copies.notes()) + ")"));
  }

  /** The newest copy of the owner key. */
  WrappedOwnerKey ownerKey() {
    return ownerKey;
  }

  /** What was damaged and passed over, for people. */
  List<String> notes() {
    return notes;
  }

  /** The part that describes a policy. */
  byte[] policy(UUID policyId) {
    return RescueFiles.read(
        "the policy's part of the bundle",
        tenantFolder.resolve(below(BlobName.bundledPolicy(ANY, policyId).path())),
        CustodyLimits.MAX_BUNDLE_PART_BYTES);
  }

  private static Path part(Path tenantFolder, UUID ownerKeyId) {
    return tenantFolder.resolve(below(BlobName.bundledKey(ANY, ownerKeyId).path()));
  }

  private static Path packs(Path tenantFolder) {
    return tenantFolder.resolve(below(BlobArea.packsOf(ANY, ANY).path())).getParent();
  }

  /** Where a part lies below the tenant's own folder, whatever that folder is called now. */
  private static Path below(String path) {
    return Path.of(BlobArea.bundleOf(ANY).path()).relativize(Path.of(path));
  }

  private static List<Path> candidates(Path start) {
    try (Stream<Path> children = Files.list(start)) {
      return Stream.concat(Stream.of(start), children.filter(Files::isDirectory)).toList();
    } catch (IOException failure) {
      throw RescueFiles.unreadable("the bundle", failure);
    }
  }
}
