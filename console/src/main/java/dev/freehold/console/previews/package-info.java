/** What would happen if a key were taken away. */
package dev.freehold.console.previews;
