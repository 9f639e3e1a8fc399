package dev.freehold.ledger.receipt;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.ledger.copy.CopyKeys;
import dev.freehold.ledger.entry.PersonalOpening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The content of a receipt. Do not believe any of it before {@link ReceiptCheck} has verified it.
 *
 * @param format {@value #FORMAT}
 * @param event what was done, for people who read the file
 * @param preconditions what the purge rested on and its result: the facts of the entry, repeated
 * @param entry the entry as it was hashed
 * @param personal the values that open its commitments, or null
 * @param proof the content of a {@code .tlog-proof} file
 * @param backups operators' attestations about backups, the oldest first; the file has no such
 *     member where there are none
 * @param keys the keys that the server states; to trust them you must know them from elsewhere
 */
public record Receipt(
    String format,
    Event event,
    SortedMap<String, String> preconditions,
    String entry,
    PersonalOpening personal,
    String proof,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ReceiptAddendum> backups,
    CopyKeys keys) {

  /** The version of this form. */
  public static final String FORMAT = "freehold-receipt-v1";

  /** The largest receipt that is read. */
  public static final int MAX_BYTES = 1 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultPropertyInclusion(JsonInclude.Value.empty().withValueInclusion(NON_NULL))
          .build();

  /** Checks that no part is missing. */
  public Receipt {
    if (!FORMAT.equals(format)) {
      throw new IllegalArgumentException("a receipt's format is " + FORMAT);
    }
    if (event == null || preconditions == null || entry == null || proof == null || keys == null) {
      throw new IllegalArgumentException(
          "a receipt has the members event, preconditions, entry, proof and keys");
    }
    preconditions = new TreeMap<>(Map.copyOf(preconditions));
    backups = backups == null ? List.of() : List.copyOf(backups);
  }

  /**
   * What the entry says, in short.
   *
   * @param operation the verb of the entry
   * @param time when it was recorded, UTC
   * @param tenantId whose act it was
   * @param objectId the purge's case
   * @param outcome the outcome of the act
   */
  public record Event(
      String operation, String time, String tenantId, String objectId, String outcome) {}

  /**
   * Reads a receipt.
   *
   * @throws IOException if it is not a receipt; the message says why
   */
  public static Receipt parse(byte[] bytes) throws IOException {
    if (bytes.length > MAX_BYTES) {
      throw new IOException("a receipt has at most %d bytes".formatted(MAX_BYTES));
    }
    try {
      Receipt receipt = JSON.readValue(bytes, Receipt.class);
      if (receipt == null) {
        throw new IOException("a receipt is a JSON object");
      }
      return receipt;
    } catch (JsonProcessingException malformed) {
      throw new IOException("this is no receipt: " + malformed.getOriginalMessage(), malformed);
    }
  }

  /** The file's content, indented for people. */
  public byte[] bytes() {
    try {
      String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
      return (json + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a receipt is JSON", e);
    }
  }
}
