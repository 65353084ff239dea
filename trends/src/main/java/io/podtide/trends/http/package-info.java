/** The questions over HTTP: JSON, live changes, an OpenAPI document. */
@NullMarked
package io.podtide.trends.http;

import org.jspecify.annotations.NullMarked;
