package dev.freehold.chaos.load;

import dev.freehold.chaos.history.Answered;
import dev.freehold.chaos.history.ChaosHistory;
import dev.freehold.chaos.history.Deed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** Stores, replaces, reads, lists and deletes documents over S3. */
final class FileClient extends ChaosClient {

  private static final int PAUSE_MILLIS = 250;
  private static final int SMALL_BYTES = 8_000;
  private static final int LARGE_BYTES = 300_000;
  private static final Pattern LISTED =
      Pattern.compile("<Key>([^<]*)</Key>.*?<ETag>(?:&quot;|\")?([0-9a-f]*)", Pattern.DOTALL);
  private static final byte[] NOTHING = {};

  private final ChaosTarget target;
  private final SSLContext trust;
  private final S3Signature signature;
  private final String scope;
  private final String bucket;
  private final SharedKeys keys;
  private HttpDoor door;
  private int count;

  /**
   * @param scope what documents are in, in the history
   */
  FileClient(
      String name,
      long seed,
      ChaosHistory history,
      ChaosTarget target,
      SSLContext trust,
      S3Signature signature,
      String scope,
      String bucket,
      SharedKeys keys) {
    super(name, seed, history, target.nodes());
    this.target = target;
    this.trust = trust;
    this.signature = signature;
    this.scope = scope;
    this.bucket = bucket;
    this.keys = keys;
  }

  @Override
  int pauseMillis() {
    return PAUSE_MILLIS;
  }

  @Override
  void disconnect() {
    if (door != null) {
      door.close();
      door = null;
    }
  }

  private boolean isConnected() {
    return connected(
        () -> {
          if (door == null) {
            door =
                new HttpDoor(
                    trust, target.s3Name(), node().address(), node().s3Port(), NodeSocket.SILENCE);
          }
          door.connect();
        });
  }

  @Override
  void step() {
    if (random.nextInt(20) == 0) {
      wander();
    }
    if (!isConnected()) {
      return;
    }
    String key = keys.any(random);
    int what = random.nextInt(100);
    if (what < 30) {
      put(key, "", Map.of());
    } else if (what < 38) {
      put(key, Deed.ABSENT, Map.of("if-none-match", "*"));
    } else if (what < 46 && keys.lately(key) != null) {
      String eTag = keys.lately(key);
      put(key, keys.tag(eTag), Map.of("if-match", '"' + eTag + '"'));
    } else if (what < 56) {
      delete(key);
    } else if (what < 62) {
      list(key);
    } else {
      get(key);
    }
  }

  private String object(String key) {
    return scope + "/" + key;
  }

  private HttpDoor.Reply send(
      String method, String key, String query, Map<String, String> headers, byte[] body)
      throws IOException {
    String path = "/" + bucket + (key.isEmpty() ? "" : "/" + key);
    Map<String, String> signed =
        signature.headers(
            method, door.host(), path, query, headers, body, Clock.systemUTC().instant());
    return door.send(method, query.isEmpty() ? path : path + "?" + query, signed, body);
  }

  private void put(String key, String unless, Map<String, String> condition) {
    String tag = name + "-" + count++;
    int bytes = random.nextInt(12) == 0 ? LARGE_BYTES : 200 + random.nextInt(SMALL_BYTES);
    byte[] content = TaggedContent.of(object(key), tag, bytes);
    String eTag = TaggedContent.sum("MD5", content);
    keys.name(eTag, tag);
    long begin = System.nanoTime();
    Heard heard;
    try {
      heard = Heard.ofS3(send("PUT", key, "", condition, content));
      if (heard.isDone()) {
        keys.had(key, eTag);
      }
    } catch (IOException broken) {
      heard = Heard.nothing(broken);
    }
    write(new Deed.Put(object(key), tag, unless), key, begin, heard);
  }

  private void delete(String key) {
    long begin = System.nanoTime();
    Heard heard;
    try {
      heard = Heard.ofS3(send("DELETE", key, "", Map.of(), NOTHING));
    } catch (IOException broken) {
      heard = Heard.nothing(broken);
    }
    write(new Deed.Delete(object(key)), key, begin, heard);
  }

  private void write(Deed deed, String key, long begin, Heard heard) {
    if (heard.answered() == Answered.UNKNOWN) {
      keys.unknown(key);
    }
    record(deed, begin, heard);
  }

  private void get(String key) {
    long begin = System.nanoTime();
    String tag = Deed.ABSENT;
    long lastByte = 0;
    Heard heard;
    try {
      HttpDoor.Reply reply = send("GET", key, "", Map.of(), NOTHING);
      heard = Heard.ofS3(reply);
      if (heard.code().equals("404 NoSuchKey")) {
        heard = Heard.done();
      } else if (heard.isDone()) {
        tag = TaggedContent.tag(object(key), reply.body());
        lastByte = reply.lastByte();
      }
    } catch (IOException broken) {
      heard = Heard.nothing(broken);
    }
    record(new Deed.Get(object(key), tag, lastByte), begin, heard);
  }

  /** Lists the names that begin with this key: it alone, or none. */
  private void list(String key) {
    long begin = System.nanoTime();
    String tag = Deed.ABSENT;
    Heard heard;
    try {
      HttpDoor.Reply reply =
          send("GET", "", "list-type=2&prefix=" + key.replace("/", "%2F"), Map.of(), NOTHING);
      heard = Heard.ofS3(reply);
      Matcher listed = LISTED.matcher(new String(reply.body(), StandardCharsets.UTF_8));
      while (listed.find()) {
        if (listed.group(1).equals(key)) {
          tag = keys.tag(listed.group(2));
        }
      }
    } catch (IOException broken) {
      heard = Heard.nothing(broken);
    }
    record(new Deed.Get(object(key), tag, 0), begin, heard);
  }

  /**
   * Reads every key at the node to which it was sent.
   *
   * @return whether the node gave each, or said that nothing is there
   */
  boolean readAll(List<String> all) {
    return all.stream()
        .allMatch(
            key ->
                hears(
                    EnumSet.of(Answered.ACKNOWLEDGED),
                    () -> {
                      if (isConnected()) {
                        get(key);
                      }
                    }));
  }
}
