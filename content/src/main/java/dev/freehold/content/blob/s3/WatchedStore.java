package dev.freehold.content.blob.s3;

import dev.freehold.content.ContentLimits;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Watches over the gate of a store. The probes have a client of their own: at the gate they would
 * be refused, and among 512 connections they might wait for one.
 */
final class WatchedStore {

  private static final Logger LOG = LoggerFactory.getLogger(WatchedStore.class);

  private final S3Client prober;
  private final S3Settings settings;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("s3-gate").factory());
  private final ExecutorService probing = Executors.newVirtualThreadPerTaskExecutor();

  private WatchedStore(S3Client prober, S3Settings settings) {
    this.prober = prober;
    this.settings = settings;
  }

  /**
   * The same client through a gate; to close it ends the watch.
   *
   * @param prober a client without a gate, which is closed with it
   */
  static SdkHttpClient gated(SdkHttpClient http, S3Client prober, S3Settings settings) {
    WatchedStore watch = new WatchedStore(prober, settings);
    StoreGate gate = new StoreGate(watch::isAlive, watch.probing, System::nanoTime);
    long every = ContentLimits.S3_LOOK_MILLIS;
    var _ =
        watch.looking.scheduleWithFixedDelay(
            () -> watch.look(gate), every, every, TimeUnit.MILLISECONDS);
    return new GatedHttp(http, gate, watch::close);
  }

  private void look(StoreGate gate) {
    try {
      gate.look();
    } catch (RuntimeException | Error failed) {
      // A timer that throws would never run again.
      LOG.warn("the S3 store could not be watched; it is tried again", failed);
    }
  }

  /** A store that refuses has answered. */
  private boolean isAlive() {
    try {
      prober.listObjectsV2(
          r ->
              r.bucket(settings.bucket())
                  .prefix(settings.prefix())
                  .maxKeys(1)
                  .overrideConfiguration(
                      c ->
                          c.apiCallTimeout(Duration.ofMillis(ContentLimits.S3_GATE_PROBE_MILLIS))));
      return true;
    } catch (AwsServiceException refused) {
      return true;
    } catch (RuntimeException silent) {
      LOG.debug("the S3 store does not answer", silent);
      return false;
    }
  }

  private void close() {
    looking.shutdownNow();
    probing.shutdownNow();
    prober.close();
  }
}
