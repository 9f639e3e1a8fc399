/** What a purge asks of content: what lies under keys, whether it opens, and freeing its space. */
package dev.freehold.content.purge;
