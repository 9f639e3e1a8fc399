package dev.freehold.files.sites;

import static dev.freehold.files.sites.SitesFixture.ADELE;
import static dev.freehold.files.sites.SitesFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.files.FilesError;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Writing to a site and deleting it")
class SiteLocksTest {

  private static final int LOOK_MILLIS = 200;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("do not overlap: a deletion waits for a write and then sees it")
  void deletionWaits(Dialect dialect) throws Exception {
    try (SitesFixture files = new SitesFixture(dialect, folder);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Site site = files.site("finance");
      CountDownLatch held = new CountDownLatch(1);
      CountDownLatch ended = new CountDownLatch(1);
      Future<Boolean> writer =
          threads.submit(
              () ->
                  files.database.write(
                      tx -> {
                        boolean there =
                            SiteRows.lockShared(tx, dialect, site.tenantId(), site.id());
                        held.countDown();
                        boolean overtaken = await(ended, LOOK_MILLIS);
                        files.filled.add(site.id());
                        return there && !overtaken;
                      }));
      assertThat(await(held, 10_000)).isTrue();
      Future<?> deleter =
          threads.submit(
              () -> {
                try {
                  files.sites.delete(site, ADELE);
                } finally {
                  ended.countDown();
                }
              });
      assertThat(writer.get()).isTrue();
      assertRefused(FilesError.SITE_NOT_EMPTY, () -> join(deleter));
      assertThat(files.sites.find(files.contoso, "finance")).contains(site);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("learn that the site is gone")
  void goneAfterDeletion(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder)) {
      Site site = files.site("finance");
      files.sites.delete(site, ADELE);
      boolean shared =
          files.database.write(tx -> SiteRows.lockShared(tx, dialect, site.tenantId(), site.id()));
      boolean exclusive =
          files.database.write(
              tx -> SiteRows.lockExclusive(tx, dialect, site.tenantId(), site.id()));
      assertThat(shared).isFalse();
      assertThat(exclusive).isFalse();
    }
  }

  private static boolean await(CountDownLatch latch, long millis) {
    try {
      return latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void join(Future<?> future) throws Throwable {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }
}
