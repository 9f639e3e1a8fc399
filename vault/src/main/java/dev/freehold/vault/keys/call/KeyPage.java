package dev.freehold.vault.keys.call;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.crypto.KeyVaultNames;
import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.WireError;
import dev.freehold.vault.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One page of a list. It begins after a position in the sort order, not at a number, so that keys
 * made or deleted meanwhile cause neither repetitions nor gaps. A forged position only starts
 * elsewhere in the same list.
 *
 * @param size how many items at most
 * @param after the position of the last item of the page before, empty for the first page
 */
public record KeyPage(int size, String after) {

  private static final Pattern POSITION =
      Pattern.compile("[0-9a-z-]{1,%d}".formatted(KeyVaultNames.MAX_KEY_CHARS));

  /** The page that the call asks for. */
  public static KeyPage of(KeyCall call) {
    int size =
        call.exchange()
            .uri()
            .parameter("maxresults")
            .map(KeyPage::size)
            .orElse(VaultLimits.MAX_PAGE_ITEMS);
    String after = call.exchange().uri().parameter("$skiptoken").map(KeyPage::decode).orElse("");
    return new KeyPage(size, after);
  }

  /** How many rows to read: one more than fits tells that there is another page. */
  public int rowsToRead() {
    return size + 1;
  }

  /** The answer with this page of {@code rows} and, if more may follow, the address of the next. */
  public <R> Answer answer(
      KeyCall call, List<R> rows, Function<R, ObjectNode> item, Function<R, String> position) {
    ObjectNode list = WireJson.object();
    ArrayNode value = list.putArray("value");
    rows.stream().limit(size).map(item).forEach(value::add);
    if (rows.size() > size) {
      list.put("nextLink", nextLink(call, position.apply(rows.get(size - 1))));
    } else {
      list.putNull("nextLink");
    }
    return Answer.ok(list);
  }

  private String nextLink(KeyCall call, String position) {
    String token =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(position.getBytes(StandardCharsets.UTF_8));
    return "%s/%s?api-version=%s&$skiptoken=%s&maxresults=%d"
        .formatted(
            call.exchange().baseUri(),
            String.join("/", call.exchange().uri().segments()),
            call.apiVersion(),
            token,
            size);
  }

  private static int size(String text) {
    if (text.matches("[0-9]{1,2}")) {
      int size = Integer.parseInt(text);
      if (size >= 1 && size <= VaultLimits.MAX_PAGE_ITEMS) {
        return size;
      }
    }
    throw WireError.badParameter(
        "maxresults is a number from 1 to %d.".formatted(VaultLimits.MAX_PAGE_ITEMS));
  }

  /** Positions are names or numbers of versions; anything else was made up. */
  private static String decode(String token) {
    try {
      String position = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (POSITION.matcher(position).matches()) {
        return position;
      }
    } catch (IllegalArgumentException e) {
      throw foreign();
    }
    throw foreign();
  }

  private static WireError foreign() {
    return WireError.badParameter("The skip token is not one of this vault's.");
  }
}
