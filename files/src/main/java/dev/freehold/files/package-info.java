/** Sites and their documents, sealed under site keys. */
package dev.freehold.files;

import dev.freehold.files.sites.Sites;
