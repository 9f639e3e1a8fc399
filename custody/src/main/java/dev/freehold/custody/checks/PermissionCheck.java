package dev.freehold.custody.checks;

import dev.freehold.custody.Requester;
import dev.freehold.custody.bundles.WrappedRoot;
import dev.freehold.custody.policies.OpenablePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Tries every operation with every root key, all at the same time, so a silent vault does not delay
 * the others.
 */
public final class PermissionCheck {

  private final PermissionProbe probe;

  /** Asks through {@code probe}. */
  public PermissionCheck(PermissionProbe probe) {
    this.probe = probe;
  }

  /** What the service may do with both root keys of a policy now. */
  public PermissionFindings run(OpenablePolicy policy, Requester requester) {
    List<WrappedRoot> roots = policy.key().roots();
    List<Callable<RootPermission>> tries = new ArrayList<>();
    for (int slot = 1; slot <= roots.size(); slot++) {
      int tried = slot;
      tries.add(() -> probe.wrap(policy, tried));
      tries.add(() -> probe.unwrap(policy, tried, requester));
    }
    List<RootPermission> found = all(tries);
    List<PermissionFindings.OfRoot> findings = new ArrayList<>();
    for (int i = 0; i < roots.size(); i++) {
      findings.add(
          new PermissionFindings.OfRoot(
              roots.get(i).keyVersion(), found.get(2 * i), found.get(2 * i + 1)));
    }
    return new PermissionFindings(findings);
  }

  private static List<RootPermission> all(List<Callable<RootPermission>> tries) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<RootPermission> found = new ArrayList<>();
      for (Future<RootPermission> one : threads.invokeAll(tries)) {
        found.add(one.get());
      }
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while vaults were asked", e);
    } catch (ExecutionException e) {
      // A use that could not be recorded, among others: it refuses the request as it is.
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a vault could not be asked", e.getCause());
    }
  }
}
