package dev.freehold.mailserver.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ThreadAlgorithmTest {

  private static String threads(ThreadAlgorithm algorithm, OrderFacts... messages) {
    return ThreadText.of(algorithm.threads(List.of(messages)), uid -> uid);
  }

  private static OrderFacts message(long uid, String subject, String id, String... references) {
    StringBuilder header = new StringBuilder("Subject: " + subject);
    header.append("\r\nMessage-ID: <").append(id).append("@x>");
    if (references.length > 0) {
      header.append("\r\nReferences:");
      for (String reference : references) {
        header.append(" <").append(reference).append("@x>");
      }
    }
    return Facts.of(uid, header.toString());
  }

  @Nested
  @DisplayName("THREAD=ORDEREDSUBJECT")
  class OrderedSubject {

    @Test
    @DisplayName("groups by base subject, in the order of the first messages")
    void groups() {
      assertThat(
              threads(
                  ThreadAlgorithm.ORDEREDSUBJECT,
                  message(1, "b", "1"),
                  message(2, "a", "2"),
                  message(3, "Re: b", "3"),
                  message(4, "c", "4"),
                  message(5, "b (fwd)", "5"),
                  message(6, "Re: a", "6")))
          .isEqualTo("(1 (3)(5))(2 6)(4)");
    }

    @Test
    void ofNothingIsNothing() {
      assertThat(threads(ThreadAlgorithm.ORDEREDSUBJECT)).isEmpty();
    }
  }

  @Nested
  @DisplayName("THREAD=REFERENCES")
  class References {

    @Test
    @DisplayName("makes the tree of the RFC's example: (2)(3 6 (4 23)(44 7 96))")
    void example() {
      assertThat(
              threads(
                  ThreadAlgorithm.REFERENCES,
                  message(2, "other", "m2"),
                  message(3, "one", "m3"),
                  message(4, "x4", "m4", "m3", "m6"),
                  message(6, "x6", "m6", "m3"),
                  message(7, "x7", "m7", "m3", "m6", "m44"),
                  message(23, "x23", "m23", "m3", "m6", "m4"),
                  message(44, "x44", "m44", "m3", "m6"),
                  message(96, "x96", "m96", "m44", "m7")))
          .isEqualTo("(2)(3 6 (4 23)(44 7 96))");
    }

    @Test
    @DisplayName("leaves out parents that are not there: ((3)(5))")
    void missingParent() {
      assertThat(
              threads(
                  ThreadAlgorithm.REFERENCES,
                  message(3, "a", "3", "gone"),
                  message(5, "b", "5", "gone")))
          .isEqualTo("((3)(5))");
      assertThat(threads(ThreadAlgorithm.REFERENCES, message(3, "a", "3", "gone", "gone2")))
          .isEqualTo("(3)");
      assertThat(
              threads(
                  ThreadAlgorithm.REFERENCES,
                  message(1, "a", "1"),
                  message(2, "b", "2", "1", "gone"),
                  message(3, "c", "3", "1", "gone")))
          .isEqualTo("(1 (2)(3))");
    }

    @Test
    @DisplayName("takes In-Reply-To where References has no message id")
    void inReplyTo() {
      assertThat(
              threads(
                  ThreadAlgorithm.REFERENCES,
                  message(1, "a", "1"),
                  Facts.of(2, "Subject: b\r\nMessage-ID: <2@x>\r\nIn-Reply-To: <1@x> <9@x>"),
                  Facts.of(
                      3,
                      "Subject: c\r\nMessage-ID: <3@x>\r\nReferences: junk\r\nIn-Reply-To: <2@x>")))
          .isEqualTo("(1 2 3)");
    }

    @Test
    @DisplayName("puts threads of one base subject together")
    void subjects() {
      assertThat(
              threads(ThreadAlgorithm.REFERENCES, message(1, "a", "1"), message(2, "Re: a", "2")))
          .isEqualTo("(1 2)");
      assertThat(threads(ThreadAlgorithm.REFERENCES, message(1, "a", "1"), message(2, "a", "2")))
          .isEqualTo("((1)(2))");
      assertThat(
              threads(
                  ThreadAlgorithm.REFERENCES,
                  message(1, "Re: a", "1"),
                  message(2, "a", "2"),
                  message(3, "Re: a", "3")))
          .isEqualTo("(2 (1)(3))");
      assertThat(
              threads(
                  ThreadAlgorithm.REFERENCES,
                  message(1, "a", "1", "gone"),
                  message(2, "b", "2", "gone"),
                  message(3, "a", "3")))
          .isEqualTo("((1)(2)(3))");
      assertThat(threads(ThreadAlgorithm.REFERENCES, message(1, "", "1"), message(2, "", "2")))
          .isEqualTo("(1)(2)");
    }

    @Test
    @DisplayName("makes no loop, and takes a second message of one id as another one")
    void hostile() {
      assertThat(
              threads(
                  ThreadAlgorithm.REFERENCES,
                  message(1, "a", "1", "2"),
                  message(2, "b", "2", "1"),
                  message(3, "c", "3", "3"),
                  message(4, "d", "1", "3")))
          .isEqualTo("(2 1)(3 4)");
    }

    @Test
    @DisplayName("of 100,000 messages in one chain ends soon, in any order")
    void deep() {
      for (boolean isReverse : new boolean[] {false, true}) {
        List<OrderFacts> chain = new ArrayList<>();
        for (int at = 1; at <= 100_000; at++) {
          int number = isReverse ? 100_001 - at : at;
          chain.add(chained(at, number));
        }
        String text =
            assertTimeout(
                Duration.ofSeconds(20),
                () -> ThreadText.of(ThreadAlgorithm.REFERENCES.threads(chain), uid -> uid));
        assertThat(text).hasSizeGreaterThan(500_000).doesNotContain(")(");
      }
    }

    private static OrderFacts chained(long uid, int number) {
      return new OrderFacts(
          uid,
          uid,
          uid,
          1,
          "",
          false,
          "",
          "",
          "",
          "",
          "",
          java.util.Optional.of(number + "@x"),
          number == 1 ? List.of() : List.of((number - 1) + "@x"));
    }

    @Property(tries = 300)
    void haveEachMessageOnce(@ForAll long seed) {
      Random random = new Random(seed);
      int count = random.nextInt(30);
      OrderFacts[] messages = new OrderFacts[count];
      for (int at = 0; at < count; at++) {
        String[] references = new String[random.nextInt(4)];
        for (int each = 0; each < references.length; each++) {
          references[each] = String.valueOf(random.nextInt(20));
        }
        String subject =
            random.nextBoolean() ? "Re: s" + random.nextInt(4) : "s" + random.nextInt(4);
        messages[at] = message(at + 1, subject, String.valueOf(random.nextInt(20)), references);
      }
      for (ThreadAlgorithm algorithm : ThreadAlgorithm.values()) {
        String text = threads(algorithm, messages);
        List<String> numbers =
            java.util.Arrays.stream(text.split("[^0-9]+")).filter(n -> !n.isEmpty()).toList();
        assertThat(numbers).as(text).hasSize(count).doesNotHaveDuplicates();
        assertThat(text).doesNotContain("()").doesNotContain("  ");
      }
    }
  }
}
