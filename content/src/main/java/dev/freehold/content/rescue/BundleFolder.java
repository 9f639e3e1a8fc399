package dev.freehold.content.rescue;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.blob.BlobArea;
import dev.freehold.content.blob.BlobName;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.bundles.KeyBundle;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** One tenant's key bundle as a folder, found from wherever a person pointed. */
final class BundleFolder {

  private static final UUID ANY = new UUID(0, 0);

  private final Path tenantFolder;
  private final List<WrappedOwnerKey> ownerKeys;

  private BundleFolder(Path tenantFolder, List<WrappedOwnerKey> ownerKeys) {
    this.tenantFolder = tenantFolder;
    this.ownerKeys = ownerKeys;
  }

  /**
   * Finds the bundle that has the owner key, in copies of its own or in packs.
   *
   * @param folder the tenant's bundle, the folder of all bundles, or the whole blob store
   * @param notes takes what was damaged and skipped
   */
  static BundleFolder find(Path folder, UUID ownerKeyId, Notes notes) {
    Path bundles = folder.resolve(BlobArea.BUNDLES.path());
    List<Path> all = candidates(Files.isDirectory(bundles) ? bundles : folder);
    // Where the key has copies of its own, its packs are too: no need to read all tenants' packs.
    List<Path> likely =
        all.stream()
            .filter(tenant -> !copies(tenant, keyPart(ownerKeyId), notes).isEmpty())
            .toList();
    OwnerKeyCopies found = new OwnerKeyCopies(ownerKeyId, notes);
    for (Path tenant : likely.isEmpty() ? all : likely) {
      copies(tenant, keyPart(ownerKeyId), notes).forEach(found::readPart);
      found.readPacks(packs(tenant));
      if (!found.newestFirst().isEmpty()) {
        return new BundleFolder(tenant, found.newestFirst());
      }
    }
    throw new ContentException(
        ContentError.RESCUE_WRONG_BUNDLE,
        "the bundle has no part for the owner key %s; give the bundle of the tenant whose object"
                .formatted(ownerKeyId)
            + " this is"
            + notes.inBrackets());
  }

  /** The copies of the owner key, the newest first. */
  List<WrappedOwnerKey> ownerKeys() {
    return ownerKeys;
  }

  /** The copies of the part that describes a policy, the newest first. */
  List<WrappedPolicyKey> policies(UUID policyId, Notes notes) {
    Copies<WrappedPolicyKey> found = new Copies<>(WrappedPolicyKey::revision);
    for (Path file : copies(tenantFolder, BlobName.bundledPolicy(ANY, policyId), notes)) {
      try {
        found.add(
            KeyBundle.policyKey(
                RescueFiles.read(
                    "the policy's part of the bundle", file, CustodyLimits.MAX_BUNDLE_PART_BYTES)));
      } catch (CustodyException | ContentException damaged) {
        notes.passedOver(file.getFileName().toString(), damaged);
      }
    }
    return found.newestFirst();
  }

  private static BlobName keyPart(UUID ownerKeyId) {
    return BlobName.bundledKey(ANY, ownerKeyId);
  }

  /** The files of a part, whether their names have a revision or not. */
  private static List<Path> copies(Path tenantFolder, BlobName part, Notes notes) {
    Path bare = tenantFolder.resolve(below(part.path()));
    String name = bare.getFileName().toString();
    if (!Files.isDirectory(bare.getParent())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(bare.getParent())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(name))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException failure) {
      notes.passedOver(bare.getParent().getFileName().toString(), failure);
      return List.of();
    }
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
