package dev.freehold.server.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A member of the JSON of a request, as a record has it. Immutable.
 *
 * @param name in JSON
 * @param type what it is read as
 * @param required whether a request must have it; empty if not
 */
record BodyMember(String name, Type type, Optional<Required> required) {

  private static final ClassValue<List<BodyMember>> KNOWN =
      new ClassValue<>() {
        @Override
        protected List<BodyMember> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents()).map(BodyMember::of).toList();
        }
      };

  /** The members of a record, in its order. */
  static List<BodyMember> of(Class<?> type) {
    return KNOWN.get(type);
  }

  private static BodyMember of(RecordComponent component) {
    return new BodyMember(
        Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
            .map(JsonProperty::value)
            .filter(name -> !name.isEmpty())
            .orElseGet(component::getName),
        component.getGenericType(),
        Optional.ofNullable(component.getAnnotation(Required.class)));
  }
}
