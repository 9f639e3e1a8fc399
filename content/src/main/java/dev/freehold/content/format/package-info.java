/** Turns an object into the bytes of a blob and back, whatever the version of the format. */
package dev.freehold.content.format;
