FROM python:3.11.14-slim-trixie AS build
WORKDIR /srv/tegenspel
COPY pyproject.toml LICENSE requirements.lock requirements-setup.lock package.json package-lock.json .npmrc ./
COPY tools tools
COPY app/__init__.py app/
# The same set-up as on a laptop; what only set-up needs stays behind in this stage.
RUN python tools/setup.py \
    && .venv/bin/uv pip uninstall --quiet --python .venv/bin/python uv pip setuptools \
    && rm -rf .setup
COPY . .
RUN .venv/bin/python -m compileall -q .venv/lib app

FROM python:3.11.14-slim-trixie
WORKDIR /srv/tegenspel
COPY --from=build /srv/tegenspel /srv/tegenspel
RUN mkdir /data && chown 10001:10001 /data
ENV PATH="/srv/tegenspel/.venv/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 \
    PORT=8000 \
    TEGENSPEL_DATA=/data
VOLUME /data
EXPOSE 8000
USER 10001:10001
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 CMD \
    ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', timeout=4)"]
CMD ["tegenspel", "serve"]
