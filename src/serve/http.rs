//! Answers requests from the map of routes; a request never reaches the disk. With `idle_timeout.rs`, which accepts
//! its connections, the only file that names the web server.

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use super::access::{self, HostPolicy, RequestMeta};
use super::idle_timeout::IdleTimeoutListener;
use super::reply::{self, ConditionalHeaders, Reply};
use super::served_site::{ServedSite, SharedSite};

const RELOAD_SCRIPT: &str = include_str!("reload.js");

/// Shared state of all requests.
#[derive(Clone)]
struct ServerState {
    shared_site: Arc<SharedSite>,
    hosts: HostPolicy,
    reload: bool,
}

/// Starts answering on its own threads.
///
/// # Errors
/// If the system cannot start threads.
pub(super) fn start(
    listeners: Vec<TcpListener>,
    window: Arc<SharedSite>,
    hosts: HostPolicy,
    reload: bool,
) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    for listener in &listeners {
        listener.set_nonblocking(true)?;
    }
    std::thread::Builder::new().name("http".to_owned()).spawn(move || {
        runtime.block_on(async move {
            let app = Router::new().fallback(answer).with_state(ServerState { shared_site: window, hosts, reload });
            let mut serving = Vec::new();
            for listener in listeners {
                let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { continue };
                serving.push(tokio::spawn(axum::serve(IdleTimeoutListener(listener), app.clone()).into_future()));
            }
            for server in serving {
                // Runs until the process ends.
                let _ = server.await;
            }
        });
    })?;
    Ok(())
}

async fn answer(State(server): State<ServerState>, request: Request) -> Response {
    let (path, conditions, query) = match admitted(&request, server.hosts) {
        Ok(admitted) => admitted,
        Err(refusal) => return sent(reply::plain(refusal.status(), refusal.words())),
    };
    let prefix = server.shared_site.current().prefix.clone();
    match path.strip_prefix(&prefix) {
        Some("_dossier/events") if server.reload => events(&server.shared_site, &query),
        Some("_dossier/reload.js") if server.reload => {
            let script = reply::ReplyBody::Own(RELOAD_SCRIPT.as_bytes().to_vec());
            sent(reply::typed(200, "text/javascript; charset=utf-8", script))
        }
        Some(route) => page(server, prefix, route.to_owned(), conditions).await,
        None if path == "/" => sent(reply::redirect(&prefix)),
        // No route contains a NUL.
        None => page(server, prefix, String::from("\0"), conditions).await,
    }
}

/// Returns the path, the conditions and the query of an allowed request.
fn admitted(request: &Request, hosts: HostPolicy) -> Result<(String, ConditionalHeaders, String), access::Refusal> {
    // Headers may hold any bytes and may be repeated; a value that cannot be read never matches ours.
    let text = |name: HeaderName| {
        let values = request.headers().get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes()));
        values.collect::<Vec<_>>().join(", ")
    };
    let asked = RequestMeta {
        method: request.method().as_str(),
        path: request.uri().path(),
        n_hosts: request.headers().get_all(header::HOST).iter().count(),
        authority: request.uri().authority().map_or("", axum::http::uri::Authority::as_str),
        host: &text(header::HOST),
        origin: &text(header::ORIGIN),
        site: &text(HeaderName::from_static("sec-fetch-site")),
    };
    let path = access::admit(&asked, hosts)?;
    let conditions = ConditionalHeaders {
        range: text(header::RANGE),
        if_range: text(header::IF_RANGE),
        if_none_match: text(header::IF_NONE_MATCH),
    };
    Ok((path, conditions, request.uri().query().unwrap_or_default().to_owned()))
}

/// Answers on a blocking thread, so that a slow page does not delay other requests.
async fn page(server: ServerState, prefix: String, route: String, conditions: ConditionalHeaders) -> Response {
    let made = tokio::task::spawn_blocking(move || {
        let route = if route.is_empty() || route.ends_with('/') { format!("{route}index.html") } else { route };
        let shown = server.shared_site.current();
        if !shown.has(&route) && shown.has(&format!("{route}/index.html")) {
            return reply::redirect(&format!("{prefix}{route}/"));
        }
        reply::page(&server.shared_site, &route, &conditions, server.reload)
    });
    sent(made.await.unwrap_or_else(|_| reply::plain(500, "this page cannot be rendered")))
}

fn sent(reply: Reply) -> Response {
    let mut response = Response::new(Body::from(Bytes::from_owner(reply.bytes)));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in reply.headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    response
}

/// Sends an event at once and after every build: the current key of the page, and the current errors.
fn events(window: &SharedSite, query: &str) -> Response {
    let route = query.strip_prefix("route=").and_then(access::decoded_path).unwrap_or_default();
    let news = WatchStream::new(window.subscribe());
    let events = news.map(move |shown| Ok::<_, Infallible>(event(&shown, &route)));
    let mut response = Sse::new(events).keep_alive(KeepAlive::default()).into_response();
    for (name, value) in reply::typed(200, "text/event-stream", reply::ReplyBody::Own(Vec::new())).headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    response
}

fn event(shown: &ServedSite, route: &str) -> Event {
    let [key, unstyled] = shown.keys(route);
    let data = serde_json::json!({
        "generation": shown.generation,
        "key": key,
        "unstyled": unstyled,
        "styles": shown.built.style_sheets().collect::<Vec<_>>(),
        "errors": shown.all_errors(),
    });
    Event::default().data(data.to_string())
}
