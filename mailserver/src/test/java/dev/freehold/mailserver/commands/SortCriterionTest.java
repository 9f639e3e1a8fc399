package dev.freehold.mailserver.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SORT")
class SortCriterionTest {

  private static final List<OrderFacts> MESSAGES =
      List.of(
          Facts.of(
              1,
              "Subject: Re: beta\r\nFrom: Zoe <b@x>\r\nTo: c@x\r\nCc: b@x\r\n"
                  + "Date: Mon, 2 Feb 2026 10:00:00 +0000"),
          Facts.of(
              2,
              "Subject: ALPHA\r\nFrom: c@x\r\nTo: Group: a@x;\r\nCc: A@x\r\n"
                  + "Date: Mon, 2 Feb 2026 10:30:00 +0100"),
          Facts.of(3, "Subject: [list] =?utf-8?q?=C3=A4?= gamma\r\nFrom: \"adam\" <a@x>"),
          Facts.of(
              4,
              "Subject: beta (fwd)\r\nFrom: =?utf-8?q?=C3=96rn?= <A@y>\r\nTo: B@x\r\nX: longer\r\n"
                  + "Date: Mon, 2 Feb 2026 09:00:00 +0000"));

  @Test
  @DisplayName("takes each key of RFC 5256 and RFC 5957")
  void keys() {
    assertThat(sorted("ARRIVAL")).containsExactly(1L, 2L, 3L, 4L);
    assertThat(sorted("REVERSE ARRIVAL")).containsExactly(4L, 3L, 2L, 1L);
    assertThat(sorted("SUBJECT")).containsExactly(2L, 3L, 1L, 4L);
    assertThat(sorted("FROM")).containsExactly(3L, 4L, 1L, 2L);
    assertThat(sorted("TO")).containsExactly(3L, 4L, 1L, 2L);
    assertThat(sorted("CC")).containsExactly(3L, 4L, 2L, 1L);
    assertThat(sorted("DISPLAYFROM")).containsExactly(3L, 2L, 4L, 1L);
    assertThat(sorted("DISPLAYTO")).containsExactly(3L, 4L, 1L, 2L);
    assertThat(sorted("SIZE").getFirst()).isEqualTo(3L);
  }

  @Test
  @DisplayName("compares dates in UTC, and takes the date of delivery where there is none")
  void dates() {
    assertThat(sorted("DATE")).containsExactly(3L, 4L, 2L, 1L);
  }

  @Test
  @DisplayName("reverses one key and keeps the order of messages that are equal")
  void ties() {
    assertThat(sorted("REVERSE SUBJECT")).containsExactly(1L, 4L, 3L, 2L);
    assertThat(sorted("SUBJECT REVERSE DATE")).containsExactly(2L, 3L, 1L, 4L);
    assertThat(sorted("REVERSE SUBJECT DATE")).containsExactly(4L, 1L, 3L, 2L);
  }

  @Test
  @DisplayName("compares as i;unicode-casemap does")
  void collation() {
    assertThat(UnicodeCasemap.key("straße"))
        .isEqualTo(UnicodeCasemap.key("STRASSE".replace("SS", "ß")));
    assertThat(UnicodeCasemap.key("\u00e9")).isEqualTo(UnicodeCasemap.key("e\u0301"));
    assertThat(UnicodeCasemap.key("\ufb01")).isEqualTo(UnicodeCasemap.key("\ufb01"));
    assertThat(UnicodeCasemap.ORDER.compare("\uffee", "\ud83d\ude00")).isNegative();
    assertThat(UnicodeCasemap.ORDER.compare("A", "AB")).isNegative();
  }

  private static List<Long> sorted(String words) {
    List<SortCriterion> criteria = new java.util.ArrayList<>();
    boolean isReverse = false;
    for (String word : Arrays.asList(words.split(" "))) {
      if (word.equals("REVERSE")) {
        isReverse = true;
      } else {
        criteria.add(new SortCriterion(SortKey.valueOf(word), isReverse));
        isReverse = false;
      }
    }
    return SortCriterion.sort(MESSAGES, criteria).stream().map(OrderFacts::uid).toList();
  }
}
