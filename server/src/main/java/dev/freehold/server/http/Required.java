package dev.freehold.server.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A member that the JSON of a request must have. {@link Exchange#json} refuses a request without
 * it, and the OpenAPI document names it as required.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Required {

  /** Whether the member may be null, as long as it is written. */
  boolean orNull() default false;
}
