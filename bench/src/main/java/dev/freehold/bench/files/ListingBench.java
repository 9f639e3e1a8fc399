package dev.freehold.bench.files;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * Measures how long a client of AWS's SDK takes to list a page of 1,000 names, in a site with a
 * thousand documents and in one with very many. Both sites are in one server and take turns.
 */
public final class ListingBench {

  private static final int PAGE = 1_000;
  private static final int PAGES = 300;
  private static final int CONNECTIONS = 16;

  private ListingBench() {}

  /** Takes an empty folder and how many documents the large site has. */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("http.maxConnections", Integer.toString(CONNECTIONS));
    int count = Integer.parseInt(arguments[1]);
    try (Peer peer = Peer.start(Peer.Kind.FREEHOLD, Path.of(arguments[0]));
        S3Client client = client(peer);
        Load load = new Load(peer)) {
      for (int filled = 0; filled < count; ) {
        int next = filled == 0 ? PAGE : Math.min(count, filled + 50_000);
        int from = filled;
        double seconds =
            Load.inParallel(CONNECTIONS, next - from, i -> load.put(name(from + i), 0));
        System.out.printf("%d documents, %.0f more in a second%n", next, (next - from) / seconds);
        filled = next;
        if (filled == PAGE || filled == count) {
          measure(client, filled);
        }
      }
    }
  }

  /** Spread over the index in no order. */
  private static String name(int number) {
    return "folder-%03d/document-%08x".formatted(number % 400, number * 0x9E3779B9);
  }

  private static S3Client client(Peer peer) {
    return S3Client.builder()
        .endpointOverride(peer.endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(peer.key(), peer.secret())))
        .build();
  }

  private static void measure(S3Client client, int documents) {
    Random random = new Random(1);
    double[] millis = new double[2 * PAGES];
    for (int i = 0; i < millis.length; i++) {
      String after = documents == PAGE ? "" : "folder-%03d/".formatted(random.nextInt(380));
      long begin = System.nanoTime();
      ListObjectsV2Response page =
          client.listObjectsV2(r -> r.bucket(Peer.BUCKET).startAfter(after).maxKeys(PAGE));
      millis[i] = (System.nanoTime() - begin) / 1e6;
      if (page.keyCount() != PAGE) {
        throw new IllegalStateException("a page had %d names".formatted(page.keyCount()));
      }
    }
    double[] counted = Arrays.copyOfRange(millis, PAGES, millis.length);
    Arrays.sort(counted);
    System.out.printf(
        "a page of %d of %d documents: median %.1f ms, 99th percentile %.1f ms%n",
        PAGE, documents, counted[PAGES / 2], counted[PAGES * 99 / 100]);
  }
}
