/** What an object's bytes become on their way into a blob, independent of the format's version. */
package dev.freehold.content.format;
