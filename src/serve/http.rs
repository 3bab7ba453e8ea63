//! Answers requests from the map of routes: there is no way from a request to the disk. The only file that names the
//! web server.

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::BroadcastStream;

use super::guard;
use super::shown::{Shown, Window};

/// Folder of the server's own files; no id may begin with an underscore and a page stand there, because kinds' folders
/// are letters, digits and hyphens.
const OWN: &str = "_dossier/";
const RELOAD_SCRIPT: &str = include_str!("reload.js");

/// Starts answering on threads of its own.
///
/// # Errors
/// When the system gives no threads.
pub(super) fn start(listener: TcpListener, window: Arc<Window>, reload: bool) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    std::thread::Builder::new().name("http".to_owned()).spawn(move || {
        runtime.block_on(async move {
            let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
            let app = Router::new().fallback(answer).with_state((window, reload));
            // Ends with the process.
            let _ = axum::serve(listener, app).await;
        });
    })?;
    Ok(())
}

async fn answer(State((window, reload)): State<(Arc<Window>, bool)>, request: Request) -> Response {
    let shown = window.shown();
    let path = match admitted(&request) {
        Ok(path) => path,
        Err(refusal) => return *refusal,
    };
    let Some(route) = path.strip_prefix(&shown.prefix) else {
        return if path == "/" { redirect(&shown.prefix) } else { not_found(&shown, reload).await };
    };
    match route {
        "_dossier/events" if reload => events(&window, &shown).into_response(),
        "_dossier/reload.js" if reload => {
            typed(StatusCode::OK, "text/javascript; charset=utf-8", RELOAD_SCRIPT.as_bytes().to_vec())
        }
        route => page(&shown, route, reload).await,
    }
}

/// Returns the path that a request may ask for, or the refusal.
fn admitted(request: &Request) -> Result<String, Box<Response>> {
    let text = |name: header::HeaderName| {
        request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    };
    let (host, origin) = (text(header::HOST), text(header::ORIGIN));
    if !guard::host_is_local(host) || (!origin.is_empty() && !guard::origin_is_ours(origin, host)) {
        return Err(Box::new(plain(StatusCode::FORBIDDEN, "this preview answers to this machine only")));
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Err(Box::new(plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD")));
    }
    guard::decoded_path(request.uri().path())
        .ok_or_else(|| Box::new(plain(StatusCode::BAD_REQUEST, "not a path of this site")))
}

async fn page(shown: &Arc<Shown>, route: &str, reload: bool) -> Response {
    let route = if route.is_empty() || route.ends_with('/') { format!("{route}index.html") } else { route.to_owned() };
    if !shown.has(&route) {
        let folder = format!("{route}/index.html");
        return if shown.has(&folder) {
            redirect(&format!("{}{route}/", shown.prefix))
        } else {
            not_found(shown, reload).await
        };
    }
    drawn(shown, route, StatusCode::OK, reload).await
}

async fn not_found(shown: &Arc<Shown>, reload: bool) -> Response {
    drawn(shown, "404.html".to_owned(), StatusCode::NOT_FOUND, reload).await
}

/// Draws a page on a thread that may take its time, so that a slow page blocks no other request.
async fn drawn(shown: &Arc<Shown>, route: String, status: StatusCode, reload: bool) -> Response {
    let site = Arc::clone(shown);
    let name = route.clone();
    let artifact = tokio::task::spawn_blocking(move || site.draw(&name)).await.ok().flatten();
    let Some(artifact) = artifact else { return plain(StatusCode::NOT_FOUND, "there is no such page") };
    let Some(bytes) = artifact.bytes.clone() else {
        let message: Vec<String> =
            artifact.diagnostics.iter().map(|d| format!("{}: {}", d.primary.span.file, d.message)).collect();
        return plain(StatusCode::INTERNAL_SERVER_ERROR, &message.join("\n"));
    };
    let bytes = if reload && route.ends_with(".html") { with_script(bytes, shown) } else { bytes };
    typed(status, media_type(&route), bytes)
}

/// Adds the reload script to a page on its way out.
fn with_script(bytes: Vec<u8>, shown: &Shown) -> Vec<u8> {
    let Ok(html) = std::str::from_utf8(&bytes) else { return bytes };
    let script = format!(
        "<script src=\"{}{OWN}reload.js\" data-generation=\"{}\" data-prefix=\"{0}\"></script>",
        shown.prefix, shown.generation
    );
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("body", move |body| {
            body.append(&script, ContentType::Html);
            Ok(())
        }))
        // A page's own policy would keep the script from asking for news.
        .append_element_content_handler(element!("meta[http-equiv=\"Content-Security-Policy\"]", |meta| {
            meta.remove();
            Ok(())
        }));
    rewrite_str(html, settings).map_or_else(|_| bytes.clone(), String::into_bytes)
}

/// Tells a page which build is shown, then of every build that follows.
fn events(
    window: &Window,
    shown: &Arc<Shown>,
) -> Sse<impl tokio_stream::Stream<Item = Result<Event, Infallible>> + use<>> {
    let now = tokio_stream::once(Ok(event(shown)));
    let later = BroadcastStream::new(window.subscribe()).filter_map(|news| news.ok().map(|shown| Ok(event(&shown))));
    Sse::new(now.chain(later)).keep_alive(KeepAlive::default())
}

/// Most errors that the overlay shows: a page of them is enough to start with.
const MAX_ERRORS: usize = 50;

fn event(shown: &Shown) -> Event {
    let errors: Vec<serde_json::Value> = shown
        .errors()
        .take(MAX_ERRORS)
        .map(|d| serde_json::json!({"code": d.code.as_str(), "message": d.message, "file": d.primary.span.file.as_str(), "help": d.help}))
        .collect();
    let data = serde_json::json!({"generation": shown.generation, "changed": shown.changed, "errors": errors});
    Event::default().data(data.to_string())
}

fn redirect(to: &str) -> Response {
    // A folder's name is letters, digits, hyphens: it is a header value as it stands.
    match HeaderValue::from_str(to) {
        Ok(to) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
        Err(_) => plain(StatusCode::NOT_FOUND, "there is no such page"),
    }
}

fn plain(status: StatusCode, text: &str) -> Response {
    typed(status, "text/plain; charset=utf-8", format!("{text}\n").into_bytes())
}

fn typed(status: StatusCode, media_type: &'static str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    (status, headers, Body::from(bytes)).into_response()
}

fn media_type(route: &str) -> &'static str {
    match route.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "jsonl" => "application/jsonl; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "ogg" => "audio/ogg",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
